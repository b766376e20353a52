package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.action.ApprovalNotice;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.scenario.World;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

@DisplayName("An approval that a topic is told about (spec engine 5.7)")
class ApprovalNoticeTest {
    private static final JobResult TOLD = new JobResult.Success(Progress.NONE, null, Map.of());

    private final World world = World.with(pipeline("shop")
            .stage("Source", s3Source("Source"))
            .stage("Release", approval("GoLive").with("NotificationArn", "arn:aws:sns:us-east-1:111111111111:t")));
    private final String run = world.start();

    private Job wanted() {
        world.succeeds(run, "Source");
        return world.job(run, "GoLive");
    }

    @Test
    void firstTheServerGetsAJobAndThenTheApproverTheAction() {
        Job notice = wanted();
        assertThat(notice.queue()).isEqualTo(ApprovalNotice.QUEUE);
        assertThat(notice.status()).isEqualTo(JobStatus.QUEUED);

        world.reports(run, "GoLive", TOLD);

        Job approval = world.job(run, "GoLive");
        assertThat(approval.queue()).startsWith("approval:");
        assertThat(approval.status()).isEqualTo(JobStatus.IN_PROGRESS);
        assertThat(approval.deadline()).isEqualTo(notice.deadline());
        assertThat(world.attempt(run, "GoLive").status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);

        world.approves(run, "GoLive");
        assertThat(world.attempt(run, "GoLive").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    @Test
    void anAnswerBeforeTheTopicIsToldCounts() {
        wanted();

        world.approves(run, "GoLive");

        assertThat(world.attempt(run, "GoLive").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    @Test
    void aTopicThatCannotBeToldFailsTheActionBeforeItOpens() {
        wanted();

        world.reports(run, "GoLive", new JobResult.Failure(FailureType.PERMISSION_ERROR, "not you", null));

        assertThat(world.attempt(run, "GoLive").errorDetails())
                .isNotNull()
                .satisfies(error -> assertThat(error.code()).isEqualTo("PermissionError"));
        assertThatThrownBy(() -> world.approves(run, "GoLive")).isInstanceOf(ApprovalAlreadyCompletedException.class);
    }
}
