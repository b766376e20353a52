package dev.penstock.cli.completion;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.DataOption;
import dev.penstock.cli.codepipeline.CodePipelineCommand;
import dev.penstock.cli.codepipeline.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Names of what is on the server at this moment. Nobody waits for a tab key: one try, a second to connect, two to answer.
 * Whatever goes wrong, there are no names.
 */
final class LiveNames {
    private static final String MOST_EXECUTIONS = "20";

    private final Map<String, String> environment;
    private final Path folder;
    private final List<String> options;

    private LiveNames(Map<String, String> environment, Path folder, List<String> options) {
        this.environment = new HashMap<>(environment);
        this.environment.put("AWS_MAX_ATTEMPTS", "1");
        this.folder = folder;
        this.options = options;
    }

    /** As {@code penstock codepipeline} would look for its server, with the options typed so far. */
    static LiveNames ofCodePipeline(Map<String, String> environment, Path folder, Map<String, String> typed) {
        return new LiveNames(environment, folder, options(typed, "--endpoint-url", "--region", "--profile"));
    }

    /** As the operator's commands do: by the profile of a data folder. */
    static LiveNames ofOperator(Map<String, String> environment, Path folder, Map<String, String> typed) {
        DataOption data = new DataOption();
        CommandLine reader = new CommandLine(new Reader(data));
        reader.parseArgs(typed.containsKey("--data") ? new String[] {"--data", typed.get("--data")} : new String[0]);
        AwsFiles files = AwsFiles.in(data.folder());
        Map<String, String> all = new HashMap<>(environment);
        all.keySet().removeIf(name -> name.startsWith("AWS_"));
        all.put("AWS_CONFIG_FILE", files.config().toString());
        all.put("AWS_SHARED_CREDENTIALS_FILE", files.credentials().toString());
        all.put("AWS_PROFILE", typed.getOrDefault("--profile", AwsFiles.ADMINISTRATOR));
        return new LiveNames(all, folder, options(typed, "--endpoint-url", "--region"));
    }

    /** The one option that says where the data folder is. */
    @CommandLine.Command
    private record Reader(@CommandLine.Mixin DataOption data) {}

    private static List<String> options(Map<String, String> typed, String... passedOn) {
        return Arrays.stream(passedOn)
                .filter(typed::containsKey)
                .flatMap(name -> List.of(name, typed.getOrDefault(name, "")).stream())
                .toList();
    }

    List<String> pipelines() {
        return ask("pipelines[].name", "list-pipelines");
    }

    List<String> stages(String pipeline) {
        return ask("pipeline.stages[].name", "get-pipeline", "--name", pipeline);
    }

    /** @param stage null for the actions of all stages */
    List<String> actions(String pipeline, @Nullable String stage) {
        String stages = stage == null ? "stages[]" : "stages[?name=='" + stage.replace("'", "\\'") + "']";
        return ask("pipeline." + stages + ".actions[].name", "get-pipeline", "--name", pipeline);
    }

    List<String> executions(String pipeline) {
        return ask(
                "pipelineExecutionSummaries[].pipelineExecutionId",
                "list-pipeline-executions",
                "--pipeline-name",
                pipeline,
                "--max-items",
                MOST_EXECUTIONS);
    }

    private List<String> ask(String query, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(options);
        words.addAll(List.of("--query", query, "--output", "json", "--cli-connect-timeout", "1"));
        words.addAll(List.of("--cli-read-timeout", "2"));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment,
                folder,
                InputStream.nullInputStream(),
                new PrintStream(answer, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new Surroundings.Screen(false, 80),
                InstantSource.system(),
                () -> ZoneOffset.UTC,
                SecureRandom::new,
                length -> true,
                _ -> Optional.empty());
        return CodePipelineCommand.run(words, surroundings) == 0
                ? strings(answer.toString(StandardCharsets.UTF_8))
                : List.of();
    }

    /** The texts of a JSON list of names; names have no quotes in them. */
    private static List<String> strings(String json) {
        return Arrays.stream(json.split("\""))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.matches("[\\[\\],\\s]*"))
                .filter(text -> !text.equals("null"))
                .toList();
    }
}
