package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.LostWaiter;
import dev.penstock.engine.PipelineState.ReportedRevision;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.PipelineState.Transition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.execution.RuleRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** A decision comes back whole, after a restart too. */
class DecisionTest extends StoreContract {

    @Test
    void everythingThatADecisionChangesIsReadBackAsItWasWritten() {
        PipelineRef pipeline = pipeline("shop");
        ActionExecution action = Samples.action("Check", 1, Samples.NOW);
        PipelineExecution execution = Samples.execution(1, "token-1").with(Samples.stage(action));
        RuleExecution rule = Objects.requireNonNull(execution
                .stage("Verify")
                .flatMap(stage -> stage.condition(Gate.BEFORE_ENTRY))
                .orElseThrow()
                .rules()
                .get("Window"));
        StageState source = new StageState(
                execution.id(),
                null,
                Transition.OPEN,
                new Transition(false, "freeze", "arn:admin", Samples.NOW),
                new LostWaiter(execution.id(), StageExecutionStatus.STOPPED),
                Map.of("Fetch", new ReportedRevision("abc", null, execution.id())));
        Job job = Samples.job(pipeline, Samples.QUEUE, Samples.NOW);
        Decision decision = new Decision(
                execution.id(),
                List.of(execution),
                List.of(new Decision.ActionChange(execution, action)),
                List.of(new Decision.RuleChange(execution, rule)),
                Map.of("Source", source),
                List.of(job),
                List.of(),
                List.of(Samples.event(execution, "shop")),
                7);
        change(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(pipeline, decision);
        });

        reopen();

        PipelineState state = store.read(tx -> tx.pipelines().load(pipeline.id(), List.of()));
        assertThat(state)
                .isEqualTo(new PipelineState(
                        pipeline,
                        1,
                        Map.of(1, Samples.definition("shop", 1)),
                        Map.of("Source", source),
                        Map.of(execution.id(), execution),
                        7));
        look(tx -> {
            assertThat(tx.jobs().find(job.id())).contains(job);
            assertThat(tx.executions().actions(pipeline.id(), null, false, null, 10))
                    .containsExactly(new ActionRecord(execution.id(), 1, action));
            assertThat(tx.rules().list(pipeline.id(), null, true, null, 10))
                    .containsExactly(new RuleRecord(execution.id(), 1, rule));
            assertThat(tx.rules().list(pipeline.id(), "another", false, null, 10))
                    .isEmpty();
            assertThat(tx.events().next(10)).singleElement().satisfies(event -> {
                assertThat(event.pipeline()).isEqualTo(pipeline);
                assertThat(event.event()).isEqualTo(Samples.event(execution, "shop"));
            });
        });
    }
}
