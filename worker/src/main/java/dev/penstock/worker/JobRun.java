package dev.penstock.worker;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One job from its offer to its result: details, acknowledge, the user's handler, report. Thread-safe; keeps nothing
 * between jobs.
 */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private final S3Client s3;
    private final JobHandler handler;
    private final JobWorker.Options options;
    private final InstantSource clock;
    private final ResultReport results;
    private final Retries retries;

    JobRun(
            S3Client s3,
            JobHandler handler,
            JobWorker.Options options,
            InstantSource clock,
            ResultReport results,
            Retries retries) {
        this.s3 = s3;
        this.handler = handler;
        this.options = options;
        this.clock = clock;
        this.results = results;
        this.retries = retries;
    }

    void run(OfferedJob job) throws InterruptedException {
        JobDetails details = claim(job);
        if (details == null) {
            return;
        }
        JobCredentials credentials = new JobCredentials(job, details, clock, options.renewAfter());
        JobContext context = new JobContext(job, details, new JobArtifacts(s3, credentials, details, retries));
        Heartbeat heartbeat = new Heartbeat(job, credentials, options.heartbeat());
        JobOutcome outcome;
        try (heartbeat) {
            outcome = handle(context);
        }
        // The interrupt was meant for the handler; the report below must not be cut by it.
        Thread.interrupted();
        if (heartbeat.jobIsOver()) {
            LOG.info("The server ended {} while it ran; no result is sent", job);
        } else {
            results.send(job, outcome);
        }
    }

    /** The job's details when this worker may go ahead, else null. */
    private static @Nullable JobDetails claim(OfferedJob job) {
        try {
            JobDetails details = job.details();
            JobStatus status = job.acknowledge();
            if (status == JobStatus.IN_PROGRESS) {
                return details;
            }
            LOG.info("Left {} alone: its status is {}", job, status);
        } catch (InvalidNonceException _) {
            LOG.info("Left {} alone: another worker has it", job);
        } catch (RuntimeException e) {
            LOG.warn("Skipped {}; it is offered again later: {}", job, Failures.describe(e));
        }
        return null;
    }

    /** Whatever goes wrong in a handler is the failure of this job alone. */
    private JobOutcome handle(JobContext context) {
        try {
            return handler.handle(context);
        } catch (InterruptedException _) {
            return JobOutcome.failed("The worker was shut down before the job was done. Retry the stage.");
        } catch (Throwable e) {
            LOG.warn("The handler of {} failed", context, e);
            return JobOutcome.failed(Failures.describe(e));
        }
    }
}
