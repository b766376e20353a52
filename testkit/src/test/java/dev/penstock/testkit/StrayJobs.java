package dev.penstock.testkit;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** Jobs whose pipeline does not exist. */
final class StrayJobs {
    private StrayJobs() {}

    static Job of(String id, Instant deadline) {
        return new Job(
                id,
                "nobody's",
                ActionTypeKey.parse("Test/Custom/Suite/1"),
                "222222222222",
                "us-east-1",
                "no-pipeline",
                "gone",
                1,
                "no-execution",
                "Stage",
                "Action",
                "no-action",
                1,
                JobStatus.QUEUED,
                2,
                null,
                null,
                null,
                deadline.minusSeconds(60),
                deadline.minusSeconds(60),
                null,
                null,
                null,
                null,
                deadline,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }
}
