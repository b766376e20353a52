package dev.penstock.server;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** Jobs without a pipeline, for tests of those who only handle jobs. */
public final class SampleJobs {
    private SampleJobs() {}

    /** A job that may be taken at that moment. */
    public static Job queued(String id, String queue, Instant at) {
        return new Job(
                id,
                queue,
                ActionTypeKey.parse("Deploy/AWS/S3/1"),
                "111111111111",
                "us-east-1",
                "p-1",
                "shop",
                1,
                "e-1",
                "Release",
                "Deploy",
                "a-1",
                1,
                JobStatus.QUEUED,
                2,
                null,
                null,
                null,
                at,
                at,
                null,
                null,
                null,
                null,
                at.plus(Duration.ofHours(1)),
                null,
                null,
                null,
                Map.of("BucketName", "site"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }
}
