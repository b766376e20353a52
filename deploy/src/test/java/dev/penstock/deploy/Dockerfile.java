package dev.penstock.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image's recipe. */
record Dockerfile(List<Instruction> instructions) {
    static final Path FOLDER = Path.of("docker");

    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

    record Instruction(String name, String argument) {}

    static Dockerfile ours() {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        try {
            for (String line : Files.readAllLines(FOLDER.resolve("Dockerfile"))) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                open.append(line.strip());
                if (open.charAt(open.length() - 1) == '\\') {
                    open.setLength(open.length() - 1);
                    continue;
                }
                String[] words = open.toString().split("\\s+", 2);
                instructions.add(new Instruction(words[0], words[1]));
                open.setLength(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Dockerfile(instructions);
    }

    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::argument)
                .toList();
    }

    String last(String name) {
        return all(name).getLast();
    }

    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String line : all("ENV")) {
            Matcher matcher = VARIABLE.matcher(line);
            while (matcher.find()) {
                variables.put(matcher.group(1), matcher.group(2).replace("\"", ""));
            }
        }
        return variables;
    }

    int port() {
        return Integer.parseInt(variables().getOrDefault("PENSTOCK_SERVER_PORT", ""));
    }
}
