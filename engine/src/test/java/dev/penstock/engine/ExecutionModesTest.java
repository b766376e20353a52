package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.PipelineState.LostWaiter;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

@DisplayName("Execution modes, inlets and transitions (spec engine 2, 3)")
class ExecutionModesTest {

    private static Draft shop(ExecutionMode mode) {
        return pipeline("shop").mode(mode).stage("Source", s3Source("Source")).stage("Build", build("Compile"));
    }

    @Test
    @DisplayName("SUPERSEDED: the newest waits, older waiters are superseded at once (2.2)")
    void onlyTheNewestWaiterStays() {
        World world = World.with(shop(ExecutionMode.SUPERSEDED));
        String first = world.start();
        String second = world.start();
        String third = world.start();

        assertThat(world.execution(second).status()).isEqualTo(PipelineExecutionStatus.SUPERSEDED);
        assertThat(world.eventsOf(second)).containsExactly("pipeline STARTED", "pipeline SUPERSEDED");
        assertThat(world.execution(first).inside("Source")).isTrue();
        assertThat(world.execution(third).waitingAt("Source")).isTrue();

        world.succeeds(first, "Source");
        assertThat(world.execution(first).inside("Build")).isTrue();
        assertThat(world.execution(third).inside("Source")).isTrue();
        assertThat(world.stageState("Source").latestExecutionId()).isEqualTo(third);
    }

    @Test
    @DisplayName("SUPERSEDED: an older execution that arrives later is the one that goes (2.2.4)")
    void anOlderLatecomerIsSuperseded() {
        World world = World.with(shop(ExecutionMode.SUPERSEDED));
        String old = world.start();
        world.fails(old, "Source");
        world.disables("Build", StageTransitionType.INBOUND);
        world.retries(old, "Source", StageRetryMode.FAILED_ACTIONS);
        world.succeeds(old, "Source");
        String young = world.start();
        world.succeeds(young, "Source");
        assertThat(world.execution(old).status()).isEqualTo(PipelineExecutionStatus.SUPERSEDED);
        assertThat(world.waitingAt("Build")).extracting(PipelineExecution::id).containsExactly(young);
    }

    @Test
    @DisplayName("QUEUED: first in, first out, nobody is superseded (2.3)")
    void theQueueIsFirstInFirstOut() {
        World world = World.with(shop(ExecutionMode.QUEUED));
        String first = world.start();
        String second = world.start();
        String third = world.start();
        assertThat(world.waitingAt("Source")).extracting(PipelineExecution::id).containsExactly(second, third);

        world.fails(first, "Source");
        assertThat(world.execution(second).inside("Source")).isTrue();
        world.succeeds(second, "Source");
        assertThat(world.execution(third).inside("Source")).isTrue();
        assertThat(world.execution(second).inside("Build")).isTrue();
    }

    @Test
    @DisplayName("QUEUED: the fifty-first execution is refused, or fails when nobody waits for an answer (2.3)")
    void fiftyExecutionsAreEnough() {
        World world = World.with(shop(ExecutionMode.QUEUED));
        for (int i = 0; i < 50; i++) {
            world.start();
        }
        assertThatThrownBy(world::start).isInstanceOf(ConcurrentPipelineExecutionsLimitExceededException.class);
        String automatic = world.startAutomatically();
        assertThat(world.execution(automatic).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.execution(automatic).statusSummary()).isNull();
        assertThat(world.execution(automatic).stages()).isEmpty();
    }

    @Test
    @DisplayName("PARALLEL: executions do not wait for each other, and own no stage state (2.4)")
    void parallelExecutionsAreIndependent() {
        World world = World.with(shop(ExecutionMode.PARALLEL));
        String first = world.start();
        String second = world.start();
        assertThat(world.execution(first).inside("Source")).isTrue();
        assertThat(world.execution(second).inside("Source")).isTrue();
        assertThat(world.stageState("Source").latestExecutionId()).isNull();
    }

    @Test
    @DisplayName("PARALLEL: five actions at a time, the rest in declaration order (2.4)")
    void fiveActionsRunAtATime() {
        World world = World.with(pipeline("shop")
                .mode(ExecutionMode.PARALLEL)
                .stage("Source", s3Source("Source"))
                .stage("Build", build("A"), build("B"), build("C"), build("D"), build("E"), build("F"), build("G")));
        String run = world.start();
        world.succeeds(run, "Source");
        assertThat(world.stage(run, "Build").actions()).containsOnlyKeys("A", "B", "C", "D", "E");

        world.succeeds(run, "C");
        assertThat(world.started(run, "F")).isTrue();
        assertThat(world.started(run, "G")).isFalse();
        world.fails(run, "A");
        assertThat(world.started(run, "G")).isTrue();
        for (String action : new String[] {"B", "D", "E", "F"}) {
            world.succeeds(run, action);
        }
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
        world.succeeds(run, "G");
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
    }

    @Test
    @DisplayName("a closed gate holds executions in front of the stage; opening it lets the head in (3)")
    void aClosedGateHolds() {
        World world = World.with(shop(ExecutionMode.QUEUED));
        world.disables("Build", StageTransitionType.INBOUND);
        String first = world.start();
        world.succeeds(first, "Source");
        String second = world.start();
        world.succeeds(second, "Source");
        assertThat(world.waitingAt("Build")).extracting(PipelineExecution::id).containsExactly(first, second);
        assertThat(world.stageState("Build").inbound()).satisfies(gate -> {
            assertThat(gate.enabled()).isFalse();
            assertThat(gate.reason()).isEqualTo("not now");
            assertThat(gate.changedBy()).isEqualTo(World.CALLER);
        });

        world.enables("Build", StageTransitionType.INBOUND);
        assertThat(world.execution(first).inside("Build")).isTrue();
        assertThat(world.waitingAt("Build")).extracting(PipelineExecution::id).containsExactly(second);
        assertThat(world.stageState("Build").inbound().reason()).isNull();
    }

    @Test
    @DisplayName("outbound of a stage holds at the inlet of the next (3)")
    void anOutboundGateHoldsToo() {
        World world = World.with(shop(ExecutionMode.PARALLEL));
        world.disables("Source", StageTransitionType.OUTBOUND);
        String run = world.start();
        world.succeeds(run, "Source");
        assertThat(world.execution(run).waitingAt("Build")).isTrue();
        world.enables("Source", StageTransitionType.OUTBOUND);
        assertThat(world.execution(run).inside("Build")).isTrue();
    }

    @Test
    @DisplayName("after thirty days at a closed gate nobody goes on (3)")
    void afterThirtyDaysAWaiterFails() {
        World world = World.with(shop(ExecutionMode.SUPERSEDED));
        world.disables("Build", StageTransitionType.INBOUND);
        String run = world.start();
        world.succeeds(run, "Source");
        world.passes(Duration.ofDays(31));
        world.enables("Build", StageTransitionType.INBOUND);
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.stageState("Build").lost()).isEqualTo(new LostWaiter(run, StageExecutionStatus.FAILED));
    }

    @Test
    @DisplayName("a stopped waiter stays visible until another takes the place (2.5)")
    void aStoppedWaiterStaysVisibleUntilAnotherTakesThePlace() {
        World world = World.with(shop(ExecutionMode.SUPERSEDED));
        String inside = world.start();
        String waiting = world.start();
        world.stops(waiting);
        assertThat(world.stageState("Source").lost()).isEqualTo(new LostWaiter(waiting, StageExecutionStatus.STOPPED));
        world.succeeds(inside, "Source");
        assertThat(world.stageState("Source").lost()).isNotNull();
        world.start();
        assertThat(world.stageState("Source").lost()).isNull();
    }

    @Test
    @DisplayName("in a queue the next takes the place at once, and PARALLEL has no places (2.4, 2.5)")
    void theNextInAQueueTakesThePlaceAtOnce() {
        World queue = World.with(shop(ExecutionMode.QUEUED));
        queue.start();
        String second = queue.start();
        queue.start();
        queue.stops(second);
        assertThat(queue.stageState("Source").lost()).isNull();

        World parallel = World.with(shop(ExecutionMode.PARALLEL));
        parallel.disables("Source", StageTransitionType.INBOUND);
        parallel.stops(parallel.start());
        assertThat(parallel.stageState("Source").lost()).isNull();
    }

    @Test
    void anUnknownStageHasNoGate() {
        World world = World.with(shop(ExecutionMode.SUPERSEDED));
        assertThatThrownBy(() -> world.disables("Deploy", StageTransitionType.INBOUND))
                .isInstanceOf(StageNotFoundException.class);
    }

    @Test
    @DisplayName("an edit cancels waiters at once and insiders when their actions are done (2.6)")
    void anEditCancels() {
        World world = World.with(shop(ExecutionMode.QUEUED));
        String inside = world.start();
        String waiting = world.start();
        world.edits(shop(ExecutionMode.QUEUED));
        assertThat(world.execution(waiting).status()).isEqualTo(PipelineExecutionStatus.CANCELLED);
        assertThat(world.execution(inside).status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);

        String fresh = world.start();
        assertThat(world.execution(fresh).waitingAt("Source")).isTrue();
        world.succeeds(inside, "Source");
        assertThat(world.attempt(inside, "Source")).satisfies(ActionExecution::succeeded);
        assertThat(world.execution(inside).status()).isEqualTo(PipelineExecutionStatus.CANCELLED);
        assertThat(world.eventsOf(inside)).endsWith("stage Source CANCELED", "pipeline CANCELED");
        assertThat(world.execution(fresh).inside("Source")).isTrue();
    }

    @Test
    @DisplayName("an edit leaves PARALLEL executions alone, on their own definition (2.6)")
    void anEditLeavesParallelExecutionsAlone() {
        World world = World.with(shop(ExecutionMode.PARALLEL));
        String run = world.start();
        world.edits(pipeline("shop")
                .mode(ExecutionMode.QUEUED)
                .stage("Source", s3Source("Source"))
                .stage("Other", build("Other")));
        world.succeeds(run, "Source");
        assertThat(world.execution(run).inside("Build")).isTrue();
        world.succeeds(run, "Compile");
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
    }
}
