package dev.penstock.server.workers;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.Job;
import dev.penstock.server.SampleJobs;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

class FoundSourcesTest {

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    private final MemoryStore store = new MemoryStore();
    private final FoundSources sources = new FoundSources(
            store,
            new PipelineSteps(
                    new Engine(),
                    clock,
                    () -> "id",
                    new Random(1),
                    EngineSettings.DEFAULTS,
                    key -> Optional.empty(),
                    new ClientPairs(clock, () -> "id", new SecureRandom())));

    @Test
    void aRevisionFoundAfterThePipelineWasDeletedIsOfNoInterest() {
        Job claimed = SampleJobs.queued("j1", "server:Source/AWS/S3/1", clock.instant());
        Job closed = claimed.closed(JobStatus.FAILED, clock.instant());
        store.write(tx -> {
            tx.jobs().insert(closed);
            return closed;
        });

        assertThatCode(() -> sources.publish(claimed, new Revision("v1", null, null, null, null)))
                .doesNotThrowAnyException();
    }
}
