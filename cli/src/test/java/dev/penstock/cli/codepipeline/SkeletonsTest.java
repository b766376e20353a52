package dev.penstock.cli.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples of requests are requests: filled in, a real server understands every one. */
class SkeletonsTest {
    private static final CommandTable TABLE = new CommandTable();

    /** What a server without anything in it says to each request, in the order of the commands. */
    private static final Map<String, String> ANSWERS = answers();

    @RegisterExtension
    static final PenstockExtension penstock = PenstockExtension.builder().build();

    @TempDir
    private Path folder;

    private static Map<String, String> answers() {
        try (InputStream in = SkeletonsTest.class.getResourceAsStream("/skeletons/answers.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> commands() {
        return TABLE.names().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aSkeletonHoldsOnlyWhatTheClientTakes(String name) throws IOException {
        Run skeleton = run(List.of(name, "--generate-cli-skeleton"));
        assertThat(skeleton.code()).isZero();
        Path file = Files.writeString(folder.resolve("request.json"), skeleton.out());
        Run yaml = run(List.of(name, "--generate-cli-skeleton", "yaml-input"));
        Path yamlFile = Files.writeString(folder.resolve("request.yaml"), yaml.out());

        Run checked = run(List.of(name, "--cli-input-json", "file://" + file, "--generate-cli-skeleton", "output"));
        assertThat(checked.err()).doesNotContain("Unknown parameter", "Missing required", "Invalid type");
        Run checkedYaml =
                run(List.of(name, "--cli-input-yaml", "file://" + yamlFile, "--generate-cli-skeleton", "output"));
        assertThat(checkedYaml).isEqualTo(checked);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aFilledInSkeletonIsUnderstoodByTheServer(String name) throws IOException {
        Command command = TABLE.command(name);
        var sample =
                JsonReader.read(run(List.of(name, "--generate-cli-skeleton")).out());
        Path file = Files.writeString(
                folder.resolve("filled.json"),
                JsonWriter.indented(
                        ModelValues.filled(sample, command.operation().input())));

        Run called = run(List.of(name, "--cli-input-json", "file://" + file));

        String answer = called.code() == 0
                ? "accepted"
                : called.err()
                        .strip()
                        .replaceAll("\\s+", " ")
                        .replaceFirst("An error occurred (.*) when calling the \\w+ operation", "$1");
        assertThat(answer).isEqualTo(ANSWERS.get(name));
    }

    private Run run(List<String> words) {
        return Run.of(
                words,
                Map.of(
                        "HOME", folder.toString(),
                        "AWS_ACCESS_KEY_ID", penstock.administrator().accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", penstock.administrator().secretAccessKey(),
                        "AWS_DEFAULT_REGION", PenstockExtension.REGION,
                        "AWS_MAX_ATTEMPTS", "1",
                        "AWS_ENDPOINT_URL", penstock.apiEndpoint().toString()),
                folder,
                "");
    }
}
