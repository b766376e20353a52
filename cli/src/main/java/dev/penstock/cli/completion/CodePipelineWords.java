package dev.penstock.cli.completion;

import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.grammar.GlobalOptions;
import dev.penstock.cli.codepipeline.grammar.Option;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may come next on the line of {@code penstock codepipeline}. */
final class CodePipelineWords {
    /** Operations whose {@code --name} is that of a pipeline. */
    private static final Set<String> NAME_A_PIPELINE =
            Set.of("get-pipeline", "get-pipeline-state", "start-pipeline-execution", "delete-pipeline");

    private final CommandTable table = new CommandTable();
    private final Function<Map<String, String>, LiveNames> names;

    /** @param names given the options typed so far */
    CodePipelineWords(Function<Map<String, String>, LiveNames> names) {
        this.names = names;
    }

    /** The line as far as it is typed. */
    private record Line(
            @Nullable Command command,
            Map<String, String> values,
            Set<String> used,
            @Nullable Option open) {}

    /** @param words after the name of the service, the one under the cursor last */
    List<String> candidates(List<String> words) {
        String begun = words.getLast();
        Line line = read(words.subList(0, words.size() - 1));
        return found(line, begun)
                .filter(candidate -> candidate.startsWith(begun))
                .distinct()
                .toList();
    }

    private Line read(List<String> words) {
        Command command = null;
        Map<String, String> values = new HashMap<>();
        Set<String> used = new HashSet<>();
        Option open = null;
        for (String word : words) {
            if (word.startsWith("--")) {
                used.add(word);
                open = option(command, word)
                        .filter(option -> option.arity() != Option.Arity.NONE)
                        .orElse(null);
            } else if (open != null) {
                values.put(open.name(), word);
                open = open.arity() == Option.Arity.ANY ? open : null;
            } else if (command == null && table.names().contains(word)) {
                command = table.command(word);
            }
        }
        return new Line(command, values, used, open);
    }

    private static Optional<Option> option(@Nullable Command command, String name) {
        Stream<Option> own = command == null ? Stream.of() : command.options().stream();
        return Stream.concat(own, GlobalOptions.OPTIONS.stream())
                .filter(option -> option.name().equals(name))
                .findFirst();
    }

    private Stream<String> found(Line line, String begun) {
        if (line.open() != null && !begun.startsWith("--")) {
            return values(line, line.open());
        }
        Stream<String> globals = GlobalOptions.OPTIONS.stream().map(Option::name);
        if (line.command() == null) {
            return begun.startsWith("-") ? globals : Stream.concat(table.names().stream(), Stream.of("help"));
        }
        Stream<String> own = line.command().options().stream().map(Option::name);
        return begun.isEmpty() || begun.startsWith("-")
                ? Stream.concat(own, begun.isEmpty() ? Stream.of("help") : globals)
                        .filter(option -> !line.used().contains(option))
                : Stream.of("help");
    }

    private Stream<String> values(Line line, Option option) {
        if (!option.choices().isEmpty()) {
            return option.choices().stream();
        }
        List<String> allowed = line.command() == null ? List.of() : enumValues(line.command(), option);
        return allowed.isEmpty() ? live(line, option.name()) : allowed.stream();
    }

    private static List<String> enumValues(Command command, Option option) {
        return command.parameters().stream()
                .filter(parameter -> parameter.option().equals(option.name()))
                .flatMap(parameter ->
                        parameter.member().target() instanceof StringShape text ? text.values().stream() : Stream.of())
                .toList();
    }

    private Stream<String> live(Line line, String option) {
        String command = line.command() == null ? "" : line.command().name();
        if (option.equals("--pipeline-name") || (option.equals("--name") && NAME_A_PIPELINE.contains(command))) {
            return names.apply(line.values()).pipelines().stream();
        }
        String pipeline = line.values().getOrDefault("--pipeline-name", "");
        if (pipeline.isEmpty()) {
            return Stream.of();
        }
        LiveNames live = names.apply(line.values());
        return switch (option) {
            case "--stage-name" -> live.stages(pipeline).stream();
            case "--action-name" -> live.actions(pipeline, line.values().get("--stage-name")).stream();
            case "--pipeline-execution-id", "--target-pipeline-execution-id" -> live.executions(pipeline).stream();
            default -> Stream.of();
        };
    }
}
