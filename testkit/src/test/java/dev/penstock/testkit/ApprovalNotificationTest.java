package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.FakeAws.Answer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Job;

@Timeout(30)
@DisplayName("An approval with a topic (spec engine 5.7)")
class ApprovalNotificationTest {
    private static final ActionTypeId SOURCE = type(ActionCategory.SOURCE, ActionOwner.CUSTOM, "Repo");
    private static final ActionTypeId MANUAL = type(ActionCategory.APPROVAL, ActionOwner.AWS, "Manual");
    private static final String TOPIC = "arn:aws:sns:us-east-1:222222222222:approvers";

    private final FakeAws aws = new FakeAws();

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder()
            .movableClock()
            .setting("aws.enabled", "true")
            .setting("aws.sns-endpoint", aws.url())
            .setting("aws.access-key-id", "AKIAFAKE")
            .setting("aws.secret-access-key", "not a secret")
            .build();

    @SuppressWarnings("NullAway.Init") // made by each test first
    private Keys keys;

    @SuppressWarnings("NullAway.Init")
    private CodePipelineClient client;

    @AfterEach
    void stopAws() {
        aws.close();
    }

    private static ActionTypeId type(ActionCategory category, ActionOwner owner, String provider) {
        return ActionTypeId.builder()
                .category(category)
                .owner(owner)
                .provider(provider)
                .version("1")
                .build();
    }

    private void approvalIsWanted(Map<String, String> configuration) {
        keys = penstock.newAccount("222222222222", "team");
        client = penstock.codePipeline(keys);
        client.createCustomActionType(request -> request.category(SOURCE.category())
                .provider(SOURCE.provider())
                .version(SOURCE.version())
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(1).maximumCount(1)));
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::222222222222:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action -> action.name("Fetch")
                                        .actionTypeId(SOURCE)
                                        .outputArtifacts(artifact -> artifact.name("Out"))),
                        stage -> stage.name("Release")
                                .actions(action -> action.name("GoLive")
                                        .actionTypeId(MANUAL)
                                        .configuration(configuration)))));
        Job job = client.pollForJobs(request -> request.actionTypeId(SOURCE))
                .jobs()
                .getFirst();
        client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        client.putJobSuccessResult(request -> request.jobId(job.id()));
    }

    private ActionExecution approval() {
        return client.getPipelineState(request -> request.name("shop"))
                .stageStates()
                .getLast()
                .actionStates()
                .getFirst()
                .latestExecution();
    }

    private void answer(String token) {
        client.putApprovalResult(request -> request.pipelineName("shop")
                .stageName("Release")
                .actionName("GoLive")
                .token(token)
                .result(result -> result.status(ApprovalStatus.APPROVED).summary("go")));
    }

    private void snsAccepts() {
        aws.on(
                "sns:Publish",
                call -> Answer.ok("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                        + "<MessageId>m</MessageId></PublishResult></PublishResponse>"));
    }

    private int told() {
        return aws.requests("sns:Publish").size();
    }

    @Test
    void theTopicGetsTheRequestWithWhatIsUnsetAsNull() {
        snsAccepts();
        approvalIsWanted(Map.of("NotificationArn", TOPIC));
        penstock.awaitPipeline(keys, "shop", () -> told() == 1);

        String token = approval().token();
        String expires = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'")
                .format(penstock.clock().instant().plus(Duration.ofDays(7)).atOffset(ZoneOffset.UTC));
        String link = "https://console.aws.amazon.com/codepipeline/home?region=us-east-1#/view/shop";
        assertThat(aws.requests("sns:Publish").getFirst().parameters())
                .containsEntry("TopicArn", TOPIC)
                .containsEntry(
                        "Message",
                        "{\"region\":\"us-east-1\",\"consoleLink\":\"" + link + "\",\"approval\":{"
                                + "\"pipelineName\":\"shop\",\"stageName\":\"Release\",\"actionName\":\"GoLive\","
                                + "\"token\":\"" + token + "\",\"expires\":\"" + expires + "\","
                                + "\"externalEntityLink\":null,\"approvalReviewLink\":\"" + link
                                + "/Release/GoLive/approve/" + token + "\",\"customData\":null}}");

        answer(token);
        assertThat(approval().status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    @Test
    void anApproverMayBeFasterThanTheTopic() {
        // Answered with nothing that helps: the notification is tried again later, and the approval is open meanwhile.
        aws.on("sns:Publish", call -> Answer.queryError(503, "ServiceUnavailable", "busy"));
        approvalIsWanted(Map.of("NotificationArn", TOPIC));

        answer(approval().token());

        assertThat(approval().status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    @Test
    void aTopicThatDoesNotAnswerIsToldLater() {
        aws.on("sns:Publish", call -> Answer.queryError(503, "ServiceUnavailable", "busy"));
        approvalIsWanted(Map.of("NotificationArn", TOPIC, "CustomData", "look twice"));
        penstock.awaitPipeline(keys, "shop", () -> told() >= 3);

        snsAccepts();
        int before = told();
        penstock.clock().advance(Duration.ofSeconds(30));
        penstock.awaitPipeline(keys, "shop", () -> told() > before);

        assertThat(aws.requests("sns:Publish").getLast().parameters().get("Message"))
                .contains("\"customData\":\"look twice\"");
        assertThat(approval().status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
    }

    @ParameterizedTest(name = "{1} is {3}")
    @CsvSource({
        "403, AuthorizationError, not you, PermissionError",
        "404, NotFound, Topic does not exist, ConfigurationError",
        "400, InvalidParameter, Invalid parameter: MessageGroupId, ConfigurationError"
    })
    void aTopicThatCannotBeToldFailsTheApproval(int status, String code, String message, String type) {
        aws.on("sns:Publish", call -> Answer.queryError(status, code, message));
        approvalIsWanted(Map.of("NotificationArn", TOPIC));
        String token = approval().actionExecutionId();

        penstock.awaitPipeline(keys, "shop", () -> approval().status() == ActionExecutionStatus.FAILED);

        assertThat(approval().errorDetails().code()).isEqualTo(type);
        assertThat(approval().errorDetails().message()).contains(TOPIC, message);
        assertThat(client.listActionExecutions(request -> request.pipelineName("shop"))
                        .actionExecutionDetails())
                .filteredOn(action -> action.actionName().equals("GoLive"))
                .singleElement()
                .satisfies(
                        action -> assertThat(action.output().executionResult().externalExecutionSummary())
                                .contains(message));
        assertThatThrownBy(() -> answer(token)).isInstanceOf(ApprovalAlreadyCompletedException.class);
    }

    @Test
    void theLinkForTheApproverIsShownWithTheAction() {
        approvalIsWanted(
                Map.of("ExternalEntityLink", "https://example.com/change/#{codepipeline.PipelineExecutionId}"));

        assertThat(client.getPipelineState(request -> request.name("shop"))
                        .stageStates()
                        .getLast()
                        .actionStates()
                        .getFirst()
                        .entityUrl())
                .matches("https://example.com/change/[0-9a-f-]{36}");
    }

    @Test
    void aFifoTopicIsRefused() {
        approvalIsWanted(Map.of("NotificationArn", TOPIC + ".fifo"));

        penstock.awaitPipeline(keys, "shop", () -> approval().status() == ActionExecutionStatus.FAILED);

        assertThat(approval().errorDetails().code()).isEqualTo("ConfigurationError");
        assertThat(told()).isZero();
    }
}
