package dev.penstock.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

class HistoryPurgeTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private final MovableClock clock = new MovableClock(T0);
    private Store store;
    private HistoryPurge purge;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.open(DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock);
        purge = new HistoryPurge(store, clock, YEAR);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsOldIsForgottenStepByStepAndWhatAStageShowsStays() {
        PipelineRef shop = pipeline("shop");
        PipelineRef depot = pipeline("depot");
        for (int i = 1; i <= 101; i++) {
            finished(shop, i, T0.plusSeconds(i));
        }
        finished(depot, 1, T0);
        finished(depot, 2, T0.plusSeconds(50));
        finished(depot, 3, T0.plusSeconds(99));

        clock.set(T0.plus(YEAR).plusSeconds(61));
        assertThat(purge.run()).isEqualTo(60 + 2);

        assertThat(sequences(shop)).hasSize(41).startsWith(101L).endsWith(61L);
        assertThat(sequences(depot)).containsExactly(3L);
        assertThat(purge.run()).isZero();

        clock.advance(YEAR);
        // the last that entered a stage is shown there, however old it is
        assertThat(purge.run()).isEqualTo(40);
        assertThat(sequences(shop)).containsExactly(101L);
    }

    private List<Long> sequences(PipelineRef pipeline) {
        return store.read(tx -> tx.executions().list(pipeline.id(), null, 1000)).stream()
                .map(PipelineExecution::sequence)
                .toList();
    }

    private PipelineRef pipeline(String name) {
        PipelineRef ref = new PipelineRef("id-of-" + name, "111111111111", "eu-west-1", name);
        store.write(tx -> {
            tx.pipelines()
                    .insert(
                            ref,
                            new PipelineDefinition(PipelineDeclaration.builder()
                                    .name(name)
                                    .version(1)
                                    .executionMode(ExecutionMode.SUPERSEDED)
                                    .pipelineType(PipelineType.V2)
                                    .build()),
                            T0);
            return null;
        });
        return ref;
    }

    private void finished(PipelineRef pipeline, long sequence, Instant start) {
        PipelineExecution execution = new PipelineExecution(
                pipeline.name() + "-" + sequence,
                sequence,
                1,
                ExecutionMode.SUPERSEDED,
                ExecutionType.STANDARD,
                null,
                null,
                PipelineExecutionStatus.SUCCEEDED,
                null,
                new Trigger(TriggerType.START_PIPELINE_EXECUTION, "arn:aws:iam::111111111111:root"),
                null,
                null,
                1,
                null,
                List.of(),
                Map.of(),
                start,
                start,
                null,
                Map.of());
        store.write(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(
                    pipeline,
                    new Decision(
                            execution.id(),
                            List.of(execution),
                            List.of(),
                            List.of(),
                            Map.of("Build", StageState.UNTOUCHED.enteredBy(execution.id())),
                            List.of(),
                            List.of(),
                            List.of(),
                            sequence));
            return null;
        });
    }
}
