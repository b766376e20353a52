package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForgottenHistoryTest extends StoreContract {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void finishedExecutionsGoWithTheirActionsTheOldestFirst() {
        PipelineRef pipeline = pipeline("shop");
        PipelineExecution oldest = stored(pipeline, 1, Samples.NOW, "t-1", false);
        PipelineExecution kept = stored(pipeline, 2, Samples.NOW.plusSeconds(1), null, false);
        PipelineExecution live = stored(pipeline, 3, Samples.NOW.plusSeconds(2), null, true);
        PipelineExecution next = stored(pipeline, 4, Samples.NOW.plusSeconds(3), null, false);
        PipelineExecution young = stored(pipeline, 5, Samples.NOW.plus(DAY), null, false);
        Instant before = Samples.NOW.plus(DAY);

        assertThat(forget(pipeline, before, kept, 1)).isOne();
        look(tx -> assertThat(tx.executions().list(pipeline.id(), null, 9))
                .extracting(PipelineExecution::id)
                .containsExactly(young.id(), next.id(), live.id(), kept.id()));
        look(tx -> assertThat(tx.executions().findByToken(pipeline.id(), "t-1")).isEmpty());
        look(tx -> assertThat(tx.executions().actions(pipeline.id(), oldest.id(), false, null, 9))
                .isEmpty());

        assertThat(forget(pipeline, before, kept, 9)).isOne();
        assertThat(forget(pipeline, before, kept, 9)).isZero();
        look(tx -> {
            assertThat(tx.executions().list(pipeline.id(), null, 9))
                    .extracting(PipelineExecution::id)
                    .containsExactly(young.id(), live.id(), kept.id());
            assertThat(tx.executions().actions(pipeline.id(), null, false, null, 9))
                    .hasSize(3);
        });
    }

    @Test
    void onlyPipelinesWithSomethingToForgetAreNamed() {
        PipelineRef old = pipeline("old");
        PipelineRef young = pipeline("young");
        PipelineRef busy = pipeline("busy");
        stored(old, 1, Samples.NOW, null, false);
        stored(young, 1, Samples.NOW.plus(DAY), null, false);
        stored(busy, 1, Samples.NOW, null, true);

        look(tx -> assertThat(tx.executions().pipelinesWithHistoryBefore(Samples.NOW.plus(DAY)))
                .containsExactly(old.id()));
    }

    private int forget(PipelineRef pipeline, Instant before, PipelineExecution kept, int limit) {
        return store.<Integer>write(tx -> tx.executions().forget(pipeline.id(), before, List.of(kept.id()), limit));
    }

    private PipelineExecution stored(
            PipelineRef pipeline, long sequence, Instant start, @Nullable String token, boolean live) {
        PipelineExecution sample = Samples.execution(sequence, token);
        PipelineExecution execution = new PipelineExecution(
                sample.id(),
                sample.sequence(),
                sample.version(),
                sample.mode(),
                sample.type(),
                sample.rollbackTarget(),
                sample.inherited(),
                sample.status(),
                sample.statusSummary(),
                sample.trigger(),
                sample.stop(),
                sample.clientRequestToken(),
                sample.attempt(),
                sample.variables(),
                sample.overrides(),
                sample.revisions(),
                start,
                start,
                live ? sample.position() : null,
                Map.of());
        ActionExecution action = Samples.action("Check", 1, start);
        change(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(
                    pipeline,
                    new Decision(
                            execution.id(),
                            List.of(execution),
                            List.of(new Decision.ActionChange(execution, action)),
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            sequence));
        });
        return execution;
    }
}
