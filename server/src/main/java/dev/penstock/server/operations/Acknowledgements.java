package dev.penstock.server.operations;

import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobProtocol.Acknowledgement;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** Decides between workers that want the same job: compare and set, so one of them wins (spec jobs 5). Thread-safe. */
final class Acknowledgements {
    private final Store store;
    private final InstantSource clock;
    private final EngineSettings settings;

    Acknowledgements(Store store, InstantSource clock, EngineSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A job that the caller may acknowledge.
     *
     * @param jobTimeout limit of one job of its type; null for none
     */
    record Offered(Job job, @Nullable Duration jobTimeout) {}

    /**
     * @param find the job, if this caller may acknowledge it; throws the API's exception if not
     * @return what the worker is answered
     * @throws software.amazon.awssdk.services.codepipeline.model.InvalidNonceException see
     *     {@link JobProtocol#acknowledge}
     */
    JobStatus acknowledge(Call call, String nonce, Function<Tx, Offered> find) {
        while (true) {
            // Read before it is written, and not within: what the write has to hold still is the job alone.
            Offered offered = store.look(find);
            Acknowledgement answer = JobProtocol.acknowledge(
                    offered.job(), nonce, call.source(), clock.instant(), offered.jobTimeout(), settings);
            if (answer.job().equals(offered.job()) || stored(offered.job(), answer.job())) {
                return answer.status();
            }
        }
    }

    private boolean stored(Job seen, Job acknowledged) {
        return store.writeOne(tx -> {
            boolean unchanged = tx.jobs().update(seen, acknowledged);
            if (unchanged && acknowledged.jobDeadline() != null) {
                tx.signal(Topics.TIMEOUTS);
            }
            return unchanged;
        });
    }
}
