package dev.penstock.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.SampleJobs;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

class JobPurgeTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");

    private final MovableClock clock = new MovableClock(T0);
    private Store store;
    private JobPurge purge;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.open(DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock);
        purge = new JobPurge(store, clock, Duration.ofHours(24));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFinishedJobIsForgottenWhenItsRetentionIsOver() {
        store.write(tx -> {
            tx.jobs().insert(SampleJobs.queued("over", "q", T0).closed(JobStatus.SUCCEEDED, T0));
            tx.jobs().insert(SampleJobs.queued("open", "q", T0));
            return 0;
        });

        clock.advance(Duration.ofHours(24));
        assertThat(purge.run()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(purge.run()).isOne();

        assertThat(isKept("over")).isFalse();
        assertThat(isKept("open")).isTrue();
    }

    @Test
    void manyJobsAreForgottenStepByStepUntilNoneIsLeft() {
        store.write(tx -> {
            for (int i = 0; i < 1001; i++) {
                tx.jobs().insert(SampleJobs.queued("job-" + i, "q", T0).closed(JobStatus.FAILED, T0));
            }
            return 0;
        });
        clock.advance(Duration.ofHours(25));

        assertThat(purge.run()).isEqualTo(1001);
        assertThat(isKept("job-1000")).isFalse();
    }

    private boolean isKept(String id) {
        return store.read(tx -> tx.jobs().find(id)).isPresent();
    }
}
