package dev.penstock.scenario;

import dev.penstock.api.json.JsonTree;
import dev.penstock.api.json.ShapeCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/**
 * A folder with {@code pipeline.json}, {@code steps.yaml} and {@code expected.json}, see {@code scenarios/README.md}.
 *
 * @param rule the rule that it tells of, such as {@code spec engine 2.2}
 * @param story what happens and why, for users
 */
public record Scenario(
        Path folder,
        String title,
        String rule,
        String story,
        PipelineDeclaration pipeline,
        List<Step> steps,
        Expectation end) {

    /** The folder of all scenarios of this project. */
    public static Path home() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path scenarios = at.resolve("scenarios");
            if (Files.exists(scenarios.resolve("README.md"))) {
                return scenarios;
            }
        }
        throw new ScenarioException("no folder scenarios here or above");
    }

    /** All scenarios by name, or the one that the system property {@code scenario} names. */
    public static List<Path> folders() {
        @Nullable String wanted = System.getProperty("scenario");
        try (Stream<Path> entries = Files.list(home())) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> wanted == null || name(folder).equals(wanted))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ScenarioException if it is not written as it must be */
    public static Scenario read(Path folder) {
        Fields fields = new Fields(name(folder) + "/steps.yaml", yaml(folder.resolve("steps.yaml")));
        String title = fields.text("title");
        String rule = fields.text("rule");
        String story = fields.text("story").strip();
        List<Step> steps = new StepReader(name(folder)).steps(fields.list("steps"));
        fields.requireAllRead();
        Expectation end = new ExpectationReader(name(folder) + "/expected.json")
                .read(JsonTree.readObject(bytes(folder.resolve("expected.json"))));
        return new Scenario(folder, title, rule, story, declaration(folder, "pipeline.json"), steps, end);
    }

    public String name() {
        return name(folder);
    }

    private static String name(Path folder) {
        return Optional.ofNullable(folder.getFileName()).orElseThrow().toString();
    }

    /** The declaration in a file of the folder with some members changed. */
    PipelineDeclaration changed(@Nullable String file, Map<String, Object> changes) {
        Map<String, @Nullable Object> tree =
                JsonTree.readObject(file == null ? ShapeCodec.write(pipeline) : bytes(folder.resolve(file)));
        Map<String, @Nullable Object> next = new LinkedHashMap<>(tree);
        next.putAll(changes);
        return ShapeCodec.fromTree(next, PipelineDeclaration.builder());
    }

    private static PipelineDeclaration declaration(Path folder, String file) {
        return ShapeCodec.read(bytes(folder.resolve(file)), PipelineDeclaration.builder());
    }

    private static Object yaml(Path file) {
        return new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
