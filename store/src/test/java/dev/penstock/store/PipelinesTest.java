package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.execution.ExecutionSummary;
import dev.penstock.store.execution.Executions.Place;
import dev.penstock.store.pipeline.PipelineGoneException;
import dev.penstock.store.pipeline.PipelineRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

class PipelinesTest extends StoreContract {

    private void apply(PipelineRef pipeline, Decision decision) {
        change(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(pipeline, decision);
        });
    }

    private void applyActions(PipelineRef pipeline, PipelineExecution execution, ActionExecution... actions) {
        List<Decision.ActionChange> changes = List.of(actions).stream()
                .map(action -> new Decision.ActionChange(execution, action))
                .toList();
        apply(
                pipeline,
                new Decision(
                        null, List.of(execution), changes, List.of(), Map.of(), List.of(), List.of(), List.of(), 1));
    }

    @Test
    void aPipelineIsFoundByNameInItsAccountAndRegionOnly() {
        PipelineRef shop = pipeline("shop");

        look(tx -> {
            PipelineRecord record =
                    tx.pipelines().find(shop.accountId(), shop.region(), "shop").orElseThrow();
            assertThat(record)
                    .isEqualTo(new PipelineRecord(
                            shop, 1, PipelineType.V2, ExecutionMode.SUPERSEDED, Samples.NOW, Samples.NOW, null));
            assertThat(tx.pipelines().findById(shop.id())).contains(record);
            assertThat(tx.pipelines().find(shop.accountId(), "us-east-1", "shop"))
                    .isEmpty();
            assertThat(tx.pipelines().find("222222222222", shop.region(), "shop"))
                    .isEmpty();
        });
    }

    @Test
    void pipelinesAreListedByTheBytesOfTheirNames() {
        List.of("b", "a", "B", "a-b", "_").forEach(this::pipeline);

        look(tx -> {
            assertThat(tx.pipelines().list(Samples.ACCOUNT, Samples.REGION, null, 3))
                    .extracting(record -> record.ref().name())
                    .containsExactly("B", "_", "a");
            assertThat(tx.pipelines().list(Samples.ACCOUNT, Samples.REGION, "a", 3))
                    .extracting(record -> record.ref().name())
                    .containsExactly("a-b", "b");
            assertThat(tx.pipelines().count(Samples.ACCOUNT, Samples.REGION, 9)).isEqualTo(5);
            assertThat(tx.pipelines().count(Samples.ACCOUNT, Samples.REGION, 3)).isEqualTo(3);
        });
    }

    @Test
    void everyVersionStaysReadable() {
        PipelineRef shop = pipeline("shop");
        clock.advance(Duration.ofMinutes(1));
        change(tx -> tx.pipelines().addVersion(shop, Samples.definition("shop", 2), clock.instant()));

        look(tx -> {
            assertThat(tx.pipelines().definition(shop.id(), 1)).contains(Samples.definition("shop", 1));
            assertThat(tx.pipelines().definition(shop.id(), 2)).contains(Samples.definition("shop", 2));
            assertThat(tx.pipelines().definition(shop.id(), 3)).isEmpty();
            assertThat(tx.pipelines().findById(shop.id()).orElseThrow().updated())
                    .isEqualTo(clock.instant());
        });
    }

    @Test
    void aVersionThatWasRolledBackIsNotRemembered() {
        PipelineRef shop = pipeline("shop");
        assertThatThrownBy(() -> change(tx -> {
                    tx.pipelines().addVersion(shop, Samples.definition("undone", 2), clock.instant());
                    assertThat(tx.pipelines().definition(shop.id(), 2)).isPresent();
                    throw new IllegalArgumentException("refused");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refused");
        look(tx -> assertThat(tx.pipelines().definition(shop.id(), 2)).isEmpty());

        change(tx -> tx.pipelines().addVersion(shop, Samples.definition("kept", 2), clock.instant()));

        look(tx -> assertThat(tx.pipelines().definition(shop.id(), 2)).contains(Samples.definition("kept", 2)));
    }

    @Test
    void theStateHoldsLiveExecutionsAndTheNamedOnes() {
        PipelineRef shop = pipeline("shop");
        PipelineExecution old = Samples.execution(1, null).ended(PipelineExecutionStatus.SUCCEEDED, null, Samples.NOW);
        PipelineExecution named = Samples.execution(2, null).ended(PipelineExecutionStatus.FAILED, null, Samples.NOW);
        PipelineExecution live = Samples.execution(3, null);
        List.of(old, named, live).forEach(each -> apply(shop, Samples.decision(each, each.sequence())));

        PipelineState state =
                store.read(tx -> tx.pipelines().load(shop.id(), List.of(named.id(), live.id(), "no such execution")));

        assertThat(state.executions()).containsOnlyKeys(named.id(), live.id());
        assertThat(state.counter()).isEqualTo(3);
    }

    @Test
    void aDecisionNeedsTheLock() {
        PipelineRef shop = pipeline("shop");
        assertThatThrownBy(() -> change(tx -> tx.apply(shop, Samples.decision(Samples.execution(1, null), 1))))
                .hasMessageContaining("must be locked");
    }

    @Test
    void aDeletedPipelineTakesItsHistoryAlongButItsJobsStayForLateResults() {
        PipelineRef shop = pipeline("shop");
        PipelineExecution execution = Samples.execution(1, null);
        applyActions(shop, execution, Samples.action("Check", 1, Samples.NOW));
        Job job = Samples.job(shop, Samples.QUEUE, Samples.NOW);
        change(tx -> tx.jobs().insert(job));

        change(tx -> tx.pipelines().delete(shop.id()));

        look(tx -> {
            assertThat(tx.pipelines().findById(shop.id())).isEmpty();
            assertThat(tx.executions().find(shop.id(), execution.id())).isEmpty();
            assertThat(tx.executions().actions(shop.id(), null, false, null, 10))
                    .isEmpty();
            assertThat(tx.jobs().find(job.id())).contains(job);
        });
        assertThatThrownBy(() -> change(tx -> tx.pipelines().lock(shop.id(), List.of())))
                .isInstanceOf(PipelineGoneException.class);
        PipelineRef again = pipeline("shop");
        look(tx -> assertThat(tx.executions().list(again.id(), null, 10)).isEmpty());
    }

    @Test
    void executionsAreListedNewestFirstAndFoundByTheirToken() {
        PipelineRef shop = pipeline("shop");
        List<PipelineExecution> executions =
                List.of(Samples.execution(1, "one"), Samples.execution(2, null), Samples.execution(3, "three"));
        executions.forEach(each -> apply(shop, Samples.decision(each, each.sequence())));

        look(tx -> {
            assertThat(tx.executions().list(shop.id(), null, 2)).containsExactly(executions.get(2), executions.get(1));
            assertThat(tx.executions().list(shop.id(), 2L, 2)).containsExactly(executions.get(0));
            assertThat(tx.executions().summaries(shop.id(), 3L, 2))
                    .containsExactly(ExecutionSummary.of(executions.get(1)), ExecutionSummary.of(executions.get(0)));
            assertThat(tx.executions().findByToken(shop.id(), "one")).contains(executions.get(0));
            assertThat(tx.executions().findByToken(shop.id(), "two")).isEmpty();
            assertThat(tx.executions().find(shop.id(), executions.get(1).id())).contains(executions.get(1));
        });
    }

    @Test
    void attemptsAreListedNewestFirstInPagesAndByExecution() {
        PipelineRef shop = pipeline("shop");
        PipelineExecution first = Samples.execution(1, null);
        PipelineExecution second = Samples.execution(2, null);
        ActionExecution check = Samples.action("Check", 1, Samples.NOW);
        ActionExecution scan = Samples.action("Scan", 1, Samples.NOW.plusSeconds(1));
        ActionExecution checkAgain = Samples.action("Check", 2, Samples.NOW.plusSeconds(2));
        ActionExecution other = Samples.action("Check", 1, Samples.NOW.plusSeconds(3));
        applyActions(shop, first, check, scan, checkAgain);
        applyActions(shop, second, other);

        look(tx -> {
            List<ActionRecord> page = tx.executions().actions(shop.id(), null, false, null, 2);
            assertThat(page).extracting(ActionRecord::action).containsExactly(other, checkAgain);
            Place end = new Place(checkAgain.startTime(), checkAgain.id());
            assertThat(tx.executions().actions(shop.id(), null, false, end, 9))
                    .extracting(ActionRecord::action)
                    .containsExactly(scan, check);
            assertThat(tx.executions().actions(shop.id(), first.id(), true, null, 9))
                    .extracting(ActionRecord::action)
                    .containsExactly(checkAgain, scan);
        });
    }

    @Test
    void attemptsOfTheSameInstantArePagedWithoutLossOrRepetition() {
        PipelineRef shop = pipeline("shop");
        PipelineExecution execution = Samples.execution(1, null);
        List<ActionExecution> actions = List.of(
                Samples.action("A", 1, Samples.NOW),
                Samples.action("B", 1, Samples.NOW),
                Samples.action("C", 1, Samples.NOW));
        applyActions(shop, execution, actions.toArray(ActionExecution[]::new));

        List<ActionRecord> first = store.read(tx -> tx.executions().actions(shop.id(), null, false, null, 2));
        Place end = new Place(Samples.NOW, first.getLast().action().id());
        List<ActionRecord> rest = store.read(tx -> tx.executions().actions(shop.id(), null, false, end, 2));

        assertThat(rest).hasSize(1);
        assertThat(List.of(
                        first.get(0).action(),
                        first.get(1).action(),
                        rest.get(0).action()))
                .containsExactlyInAnyOrderElementsOf(actions);
    }
}
