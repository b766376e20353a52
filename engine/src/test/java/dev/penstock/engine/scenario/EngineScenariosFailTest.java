package dev.penstock.engine.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.scenario.Play;
import dev.penstock.scenario.Scenario;
import dev.penstock.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario that is told wrongly must fail: each test changes a good one in one place. */
class EngineScenariosFailTest {
    private static final String GOOD = "a-stop-that-waits-lets-the-running-action-finish";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String file : new String[] {"pipeline.json", "steps.yaml", "expected.json"}) {
            Files.copy(Scenario.home().resolve(GOOD).resolve(file), folder.resolve(file));
        }
    }

    @Test
    void everyValueThatIsNotAsExpectedIsReportedWithItsPathAndBothValues() throws IOException {
        change("expected.json", "\"statusSummary\": \"wrong branch\"", "\"statusSummary\": \"wrong tree\"");
        change("expected.json", "\"latestExecution\": null", "\"latestExecution\": { \"status\": \"Failed\" }");
        assertThatThrownBy(this::play)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("executions.first.statusSummary")
                .hasMessageContaining("expected: \"wrong tree\"")
                .hasMessageContaining("actual:   \"wrong branch\"")
                .hasMessageContaining("stages.Release.latestExecution")
                .hasMessageContaining("actual:   nothing");
    }

    @Test
    void aStateInBetweenThatIsNotAsExpectedIsReportedWithItsStep() throws IOException {
        change("steps.yaml", "{ status: Stopping }", "{ status: Stopped }");
        assertThatThrownBy(this::play)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("step 5")
                .hasMessageContaining("actual:   \"Stopping\"");
    }

    @Test
    void aCallThatIsNotRefusedOrRefusedOtherwiseIsReported() throws IOException {
        change("steps.yaml", "exception: DuplicatedStopRequestException", "exception: ConflictException");
        assertThatThrownBy(this::play)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("actual:   \"DuplicatedStopRequestException\"");
        change("steps.yaml", "- stop: { reason: again }", "- enable: { stage: Build }");
        assertThatThrownBy(this::play).isInstanceOf(AssertionError.class).hasMessageContaining("was not refused");
    }

    @Test
    void anExecutionThatNoStepNamesIsReported() throws IOException {
        change("steps.yaml", "- take:", "- start: {}\n  - take:");
        assertThatThrownBy(this::play)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("executions that no step names");
    }

    @Test
    void aStepWithAnUnknownKeyIsRefused() throws IOException {
        change("steps.yaml", "reason: wrong branch", "because: wrong branch");
        assertThatThrownBy(this::play)
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("unknown keys: [because]");
    }

    @Test
    void aVerbThatNobodyKnowsIsRefused() throws IOException {
        change("steps.yaml", "- take:", "- steal:");
        assertThatThrownBy(this::play).isInstanceOf(ScenarioException.class).hasMessageContaining("steal");
    }

    @Test
    void aSectionThatNobodyChecksIsRefused() throws IOException {
        change("expected.json", "\"stages\"", "\"stage\"");
        assertThatThrownBy(this::play).isInstanceOf(ScenarioException.class).hasMessageContaining("nobody checks");
    }

    @Test
    void theAbsenceOfAMemberThatTheApiDoesNotHaveIsRefused() throws IOException {
        change("expected.json", "\"latestExecution\": null", "\"lastExecution\": null");
        assertThatThrownBy(this::play)
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("the API has no such member");
    }

    @Test
    void aScenarioThatExpectsNothingIsRefused() throws IOException {
        Files.writeString(folder.resolve("expected.json"), "{}");
        assertThatThrownBy(this::play).isInstanceOf(ScenarioException.class).hasMessageContaining("expects nothing");
        Files.writeString(folder.resolve("expected.json"), "{\"executions\": {}}");
        assertThatThrownBy(this::play).isInstanceOf(ScenarioException.class).hasMessageContaining("expects nothing");
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new AssertionError(file + " has no " + from);
        }
        Files.writeString(path, text.replace(from, to));
    }

    private void play() {
        try (EngineTheatre theatre = new EngineTheatre()) {
            Play.play(Scenario.read(folder), theatre);
        }
    }
}
