package dev.penstock.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/**
 * Sends results, again and again while the server cannot be reached: a server that restarts must not cost finished
 * work. The server takes an identical repeat as the same result (spec jobs 7). Thread-safe.
 */
final class ResultReport {
    private static final Logger LOG = LoggerFactory.getLogger(ResultReport.class);

    private final Duration patience;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Pause pause;

    ResultReport(Duration patience, InstantSource clock, RandomGenerator random, Pause pause) {
        this.patience = patience;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    void send(OfferedJob job, JobOutcome outcome) throws InterruptedException {
        try {
            sendPatiently(job, outcome);
        } catch (ValidationException | OutputVariablesSizeExceededException | IllegalArgumentException e) {
            // Nobody may know of the job's end otherwise: the action would wait for its time-out.
            LOG.warn("The result of {} was refused; reporting that as its failure", job, e);
            sendPatiently(job, JobOutcome.failed("The worker's result was refused: " + Failures.describe(e)));
        }
    }

    private void sendPatiently(OfferedJob job, JobOutcome outcome) throws InterruptedException {
        Backoff backoff = new Backoff(random);
        Instant giveUp = clock.instant().plus(patience);
        while (true) {
            try {
                job.report(outcome);
                return;
            } catch (RuntimeException e) {
                if (!Failures.mayPass(e) || !clock.instant().isBefore(giveUp)) {
                    throw e;
                }
                Duration wait = backoff.next();
                LOG.warn("Sending the result of {} again in {} ms: {}", job, wait.toMillis(), Failures.describe(e));
                pause.await(wait);
            }
        }
    }
}
