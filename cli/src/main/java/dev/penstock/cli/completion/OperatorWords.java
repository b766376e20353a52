package dev.penstock.cli.completion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may come next on the line of an operator's command. */
final class OperatorWords {
    private final CommandSpec root;
    private final Function<Map<String, String>, LiveNames> names;

    /** @param names given the options typed so far */
    OperatorWords(CommandSpec root, Function<Map<String, String>, LiveNames> names) {
        this.root = root;
        this.names = names;
    }

    /** The line as far as it is typed. */
    private record Line(
            CommandSpec command,
            List<String> positionals,
            Map<String, String> options,
            @Nullable OptionSpec open) {}

    /** @param words the one under the cursor last */
    List<String> candidates(List<String> words) {
        String begun = words.isEmpty() ? "" : words.getLast();
        Line line = read(words.isEmpty() ? words : words.subList(0, words.size() - 1));
        return found(line, begun)
                .filter(candidate -> candidate.startsWith(begun))
                .distinct()
                .toList();
    }

    private Line read(List<String> words) {
        CommandSpec command = root;
        List<String> positionals = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        OptionSpec open = null;
        for (String word : words) {
            if (open != null) {
                options.put(open.longestName(), word);
                open = null;
            } else if (word.startsWith("-")) {
                OptionSpec option = command.findOption(word);
                open = option != null && option.arity().max() > 0 ? option : null;
            } else if (positionals.isEmpty() && command.subcommands().containsKey(word)) {
                command = command.subcommands().get(word).getCommandSpec();
            } else {
                positionals.add(word);
            }
        }
        return new Line(command, positionals, options, open);
    }

    private Stream<String> found(Line line, String begun) {
        if (line.open() != null) {
            return values(line.open(), line);
        }
        if (begun.startsWith("-")) {
            return line.command().options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName);
        }
        Stream<String> subcommands = line.command().subcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey);
        Stream<String> positionals = line.command().positionalParameters().stream()
                .filter(parameter ->
                        parameter.index().contains(line.positionals().size()))
                .flatMap((PositionalParamSpec parameter) -> values(parameter, line));
        return Stream.concat(subcommands, positionals);
    }

    private Stream<String> values(ArgSpec argument, Line line) {
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .map(value -> value.toLowerCase(java.util.Locale.ROOT));
        }
        String pipeline =
                line.positionals().isEmpty() ? null : line.positionals().getFirst();
        if (argument.paramLabel().equals("PIPELINE")) {
            return names.apply(line.options()).pipelines().stream();
        }
        if (pipeline == null) {
            return Stream.of();
        }
        return switch (argument.paramLabel()) {
            case "STAGE" -> names.apply(line.options()).stages(pipeline).stream();
            case "ACTION" -> names.apply(line.options()).actions(pipeline, null).stream();
            case "EXECUTION" -> names.apply(line.options()).executions(pipeline).stream();
            case "ID" ->
                argument instanceof OptionSpec option && option.longestName().equals("--execution")
                        ? names.apply(line.options()).executions(pipeline).stream()
                        : Stream.of();
            default -> Stream.of();
        };
    }
}
