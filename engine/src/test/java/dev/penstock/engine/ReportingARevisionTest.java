package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.action;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.scenario.KnownTypes;
import dev.penstock.engine.scenario.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

@DisplayName("Reporting a revision of a source (spec engine 5.6)")
class ReportingARevisionTest {

    private static World shop(ExecutionMode mode) {
        return World.with(pipeline("shop")
                .mode(mode)
                .stage(
                        "Source",
                        s3Source("Source"),
                        action("Own", KnownTypes.CUSTOM_SOURCE).out("OwnOut"))
                .stage("Build", build("Compile")));
    }

    private static Decision put(World world, String action, String revisionId, @Nullable String changeId) {
        return world.take(new Command.PutRevision(
                "Source", action, new Revision(revisionId, changeId, world.now(), null, null), World.CALLER));
    }

    private static String id(Decision decision) {
        if (decision.executionId() == null) {
            throw new AssertionError("the decision names no execution");
        }
        return decision.executionId();
    }

    @Test
    void aNewRevisionStartsAnExecutionBoundToIt() {
        World world = shop(ExecutionMode.SUPERSEDED);
        String run = id(put(world, "Own", "4f1c", "push-1"));
        assertThat(world.execution(run).trigger())
                .isEqualTo(new Trigger(TriggerType.PUT_ACTION_REVISION, World.CALLER));
        assertThat(world.execution(run).revisions())
                .containsExactlyEntriesOf(Map.of("Own", new Revision("4f1c", "push-1", world.now(), null, null)));
        assertThat(world.job(run, "Own").sourceOverrides())
                .containsExactly(new SourceOverride("Own", SourceRevisionType.COMMIT_ID, "4f1c"));
        assertThat(world.job(run, "Source").sourceOverrides()).isEmpty();
    }

    @Test
    void anObjectVersionIsHandedToAnS3Source() {
        World world = shop(ExecutionMode.SUPERSEDED);
        assertThat(world.job(id(put(world, "Source", "v7", null)), "Source").sourceOverrides())
                .containsExactly(new SourceOverride("Source", SourceRevisionType.S3_OBJECT_VERSION_ID, "v7"));
    }

    @Test
    void theSamePairAgainStartsNothingAndNamesTheExecutionThatUsedIt() {
        World world = shop(ExecutionMode.SUPERSEDED);
        Decision first = put(world, "Own", "4f1c", "push-1");
        Decision again = put(world, "Own", "4f1c", "push-1");
        assertThat(first.executions()).isNotEmpty();
        assertThat(again.executions()).isEmpty();
        assertThat(again.executionId()).isEqualTo(first.executionId());
        assertThat(world.executions()).hasSize(1);
    }

    @Test
    void anotherChangeOfTheSameRevisionIsNewAndSoIsAnotherActionsRevision() {
        World world = shop(ExecutionMode.QUEUED);
        put(world, "Own", "4f1c", "push-1");
        put(world, "Own", "4f1c", "push-2");
        put(world, "Source", "4f1c", "push-2");
        assertThat(world.executions()).hasSize(3);
    }

    @Test
    void onlySourcesOfThePipelineHaveRevisions() {
        World world = shop(ExecutionMode.SUPERSEDED);
        Revision revision = new Revision("4f1c", null, null, null, null);
        assertThatThrownBy(() -> world.take(new Command.PutRevision("Nowhere", "Own", revision, World.CALLER)))
                .isInstanceOf(StageNotFoundException.class);
        assertThatThrownBy(() -> world.take(new Command.PutRevision("Source", "Compile", revision, World.CALLER)))
                .isInstanceOf(ActionNotFoundException.class);
        assertThatThrownBy(() -> world.take(new Command.PutRevision("Build", "Compile", revision, World.CALLER)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("is not a source action");
    }

    @Test
    void aFullPipelineRefusesAndForgetsTheReport() {
        World world = shop(ExecutionMode.QUEUED);
        for (int i = 0; i < 50; i++) {
            world.start();
        }
        assertThatThrownBy(() -> put(world, "Own", "4f1c", null))
                .isInstanceOf(ConcurrentPipelineExecutionsLimitExceededException.class);
        assertThat(world.stageState("Source").reported()).isEmpty();
    }
}
