package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.beforeEntry;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.condition;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.rule;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** Stories that the simulation of the server found to end badly, each as short as it could be made. */
class FoundBySimulationTest {

    private static Draft asked(ExecutionMode mode) {
        return pipeline("shop").mode(mode).stage("Source", s3Source("Source")).stage("Approve", approval("Ask"));
    }

    /** The approver's execution left the stage first, and the waiter was let in, to be cancelled twice. */
    @Test
    void anEditCancelsAWaiterWithoutLettingItIntoTheStageThatTheOthersLeave() {
        World world = World.with(asked(ExecutionMode.SUPERSEDED));
        String first = world.start();
        world.succeeds(first, "Source");
        String waiter = world.start();
        world.succeeds(waiter, "Source");
        assertThat(world.execution(waiter).waitingAt("Approve")).isTrue();

        world.edits(asked(ExecutionMode.SUPERSEDED));

        assertThat(world.executions())
                .extracting(PipelineExecution::status)
                .containsOnly(PipelineExecutionStatus.CANCELLED);
        assertThat(world.execution(waiter).stage("Approve")).isEmpty();
        assertThat(world.eventsOf(waiter)).containsOnlyOnce("pipeline CANCELED");
    }

    /** The first that entered and failed at once let the others in, and then they were to enter a second time. */
    @Test
    void parallelExecutionsThatFailAtTheDoorDoNotEnterTwiceWhenItOpens() {
        World world = World.with(pipeline("shop")
                .mode(ExecutionMode.PARALLEL)
                .stage("Source", s3Source("Source"))
                .guardedStage(
                        "Build",
                        beforeEntry(condition(
                                Result.FAIL,
                                rule("Never", "VariableCheck", "Variable", "a", "Value", "b", "Operator", "EQ"))),
                        build("Compile")));
        world.disables("Build", StageTransitionType.INBOUND);
        List<String> held = List.of(world.start(), world.start(), world.start());
        held.forEach(execution -> world.succeeds(execution, "Source"));
        assertThat(world.waitingAt("Build")).hasSize(3);

        world.enables("Build", StageTransitionType.INBOUND);

        assertThat(held).allSatisfy(execution -> {
            assertThat(world.execution(execution).status()).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.eventsOf(execution)).containsOnlyOnce("stage Build FAILED");
        });
    }

    /** The stage went away with its closed transition, which nobody could open any more. */
    @Test
    void aParallelExecutionIsNotHeldByTheTransitionOfAStageThatAnEditRemoved() {
        World world = World.with(asked(ExecutionMode.PARALLEL));
        world.disables("Approve", StageTransitionType.INBOUND);
        String held = world.start();
        world.succeeds(held, "Source");
        String coming = world.start();
        assertThat(world.execution(held).waitingAt("Approve")).isTrue();

        world.edits(pipeline("shop")
                .mode(ExecutionMode.QUEUED)
                .stage("Source", s3Source("Source"))
                .stage("Build", build("Compile")));
        world.succeeds(coming, "Source");

        assertThat(world.started(held, "Ask")).isTrue();
        assertThat(world.started(coming, "Ask")).isTrue();
    }
}
