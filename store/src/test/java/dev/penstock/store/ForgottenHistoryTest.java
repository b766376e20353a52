package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.execution.Executions.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        assertThat(forget(pipeline, oldest.id())).isOne();
        look(tx -> assertThat(tx.executions().list(pipeline.id(), null, 9))
                .extracting(PipelineExecution::id)
                .containsExactly(young.id(), next.id(), live.id(), kept.id()));
        look(tx -> assertThat(tx.executions().findByToken(pipeline.id(), "t-1")).isEmpty());
        look(tx -> assertThat(tx.executions().actions(pipeline.id(), oldest.id(), false, null, 9))
                .isEmpty());

        assertThat(forget(pipeline, next.id(), live.id(), "unknown")).isOne();
        assertThat(forget(pipeline)).isZero();
        look(tx -> {
            assertThat(tx.executions().list(pipeline.id(), null, 9))
                    .extracting(PipelineExecution::id)
                    .containsExactly(young.id(), live.id(), kept.id());
            assertThat(tx.executions().actions(pipeline.id(), null, false, null, 9))
                    .hasSize(3);
        });
    }

    @Test
    void whatIsOldIsFoundInTheOrderOfAdmissionUpToTheFirstThatIsNot() {
        PipelineRef pipeline = pipeline("shop");
        PipelineExecution first = stored(pipeline, 1, Samples.NOW, null, false);
        PipelineExecution live = stored(pipeline, 2, Samples.NOW.plusSeconds(1), null, true);
        PipelineExecution third = stored(pipeline, 4, Samples.NOW.plusSeconds(2), null, false);
        stored(pipeline, 5, Samples.NOW.plus(DAY), null, false);
        stored(pipeline, 6, Samples.NOW.plusSeconds(3), null, false); // by a server whose clock is behind: next time

        look(tx -> {
            assertThat(tx.executions().begunBefore(pipeline.id(), Samples.NOW.plus(DAY), 0, 9))
                    .containsExactly(
                            new Past(first.id(), 1, false),
                            new Past(live.id(), 2, true),
                            new Past(third.id(), 4, false));
            assertThat(tx.executions().begunBefore(pipeline.id(), Samples.NOW.plus(DAY), 1, 1))
                    .containsExactly(new Past(live.id(), 2, true));
        });
    }

    @Test
    void onlyPipelinesWithSomethingOldAreNamed() {
        PipelineRef old = pipeline("old");
        PipelineRef young = pipeline("young");
        PipelineRef busy = pipeline("busy");
        stored(old, 1, Samples.NOW, null, false);
        stored(young, 1, Samples.NOW.plus(DAY), null, false);
        stored(busy, 1, Samples.NOW, null, true);
        pipeline("idle");
        Instant before = Samples.NOW.plus(DAY);
        List<String> found = Stream.of(old.id(), busy.id()).sorted().toList();

        look(tx -> {
            assertThat(tx.executions().pipelinesWithHistoryBefore(before, "", 9))
                    .isEqualTo(found);
            assertThat(tx.executions().pipelinesWithHistoryBefore(before, "", 1))
                    .containsExactly(found.getFirst());
            assertThat(tx.executions().pipelinesWithHistoryBefore(before, found.getFirst(), 9))
                    .containsExactly(found.getLast());
        });
    }

    private int forget(PipelineRef pipeline, String... executionIds) {
        return store.<Integer>write(tx -> tx.executions().forget(pipeline.id(), List.of(executionIds)));
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
