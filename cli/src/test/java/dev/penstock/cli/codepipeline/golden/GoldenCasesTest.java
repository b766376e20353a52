package dev.penstock.cli.codepipeline.golden;

import static dev.penstock.cli.codepipeline.golden.GoldenCase.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.codepipeline.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every recorded invocation of the reference client gives the same with ours. */
class GoldenCasesTest {
    @TempDir
    private Path folder;

    @Test
    void noRecordedCaseIsForgotten() {
        assertThat(GoldenCase.all()).hasSize(562);
        assertThat(GoldenCase.own()).hasSize(139);
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedCaseGivesTheSame() {
        return Stream.concat(GoldenCase.all(), GoldenCase.own())
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    private void check(GoldenCase golden) throws IOException {
        Path work = Files.createTempDirectory(folder, "case").toRealPath();
        Files.createDirectory(work.resolve("home"));
        try (RecordingServer server = new RecordingServer()) {
            Map<String, String> variables = new HashMap<>(Map.of(
                    "ENDPOINT", server.url(),
                    "PORT", Integer.toString(server.port()),
                    "WORK", work.toString()));
            for (var file : golden.files(variables).entrySet()) {
                Path path = work.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            for (JsonNode step : golden.steps()) {
                server.prepare(GoldenCase.answers(step, variables));
                Run run = Run.of(
                        GoldenCase.words(step, variables),
                        environment(golden, step, work, variables),
                        work,
                        replaced(step.path("stdin").asString(""), variables));
                List<String> problems =
                        new Expectation(step.path("expect"), variables).problems(run, server.requests());
                assertThat(problems).isEmpty();
                step.path("capture").properties().forEach(capture -> {
                    JsonNode found = GoldenCase.MAPPER.readTree(run.out());
                    for (String part : capture.getValue().stringValue().split("\\.")) {
                        found = found.isArray() ? found.get(Integer.parseInt(part)) : found.get(part);
                    }
                    variables.put(capture.getKey(), found.asString());
                });
            }
        }
    }

    private static Map<String, String> environment(
            GoldenCase golden, JsonNode step, Path work, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", work.resolve("home").toString(),
                "AWS_ACCESS_KEY_ID", "AKIDGOLDENEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "golden/secret/example",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_ENDPOINT_URL", "${ENDPOINT}",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_EC2_METADATA_DISABLED", "true"));
        golden.environment(step).forEach((name, value) -> {
            if (value.isNull()) {
                environment.remove(name);
            } else {
                environment.put(name, value.stringValue());
            }
        });
        environment.replaceAll((_, value) -> replaced(value, variables));
        return environment;
    }
}
