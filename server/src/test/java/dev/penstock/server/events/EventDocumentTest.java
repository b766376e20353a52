package dev.penstock.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.event.Event.Subject;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.store.event.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** The documents of spec events 1.5, whole. */
class EventDocumentTest {
    private static final PipelineRef PIPELINE =
            new PipelineRef("0193-pipeline", "123456789012", "us-east-1", "myPipeline");
    private static final Instant TIME = Instant.parse("2020-01-24T22:03:07.987654Z");
    private static final Instant START = Instant.parse("2023-10-26T13:49:39.208123Z");
    private static final Subject SUBJECT =
            new Subject("myPipeline", "12345678-1234-5678-abcd-12345678abcd", 1, 1, START, TIME);
    private static final ActionTypeKey DEPLOY = ActionTypeKey.parse("Deploy/AWS/CodeDeploy/1");
    private static final ArtifactLocation SOURCE =
            new ArtifactLocation("SourceArtifact", "b", "myPipeline/SourceArti/KEY", "rev");
    private static final Progress RESULT =
            new Progress("8cf4", "https://acme.test/8cf4", "Added LICENSE.txt", 100, null);

    private static void assertTold(Event event, String expectedDetailType, String expectedDetail) {
        OutboxEvent stored = new OutboxEvent(7, PIPELINE, event);
        assertThat(new String(EventDocument.json(stored), StandardCharsets.UTF_8))
                .isEqualTo(("{\"version\":\"0\",\"id\":\"" + stored.id() + "\",\"detail-type\":\"" + expectedDetailType
                        + "\",\"source\":\"aws.codepipeline\",\"account\":\"123456789012\","
                        + "\"time\":\"2020-01-24T22:03:07Z\",\"region\":\"us-east-1\","
                        + "\"resources\":[\"arn:aws:codepipeline:us-east-1:123456789012:myPipeline\"],"
                        + "\"detail\":" + expectedDetail.replace("\n", "") + "}"));
    }

    private static Event action(String state, List<ArtifactLocation> outputs, Progress result, String... error) {
        return new Event.ActionChanged(
                SUBJECT,
                state,
                "Prod",
                "myAction",
                "a-1",
                DEPLOY,
                "us-west-2",
                List.of(SOURCE),
                outputs,
                result,
                error.length == 0 ? null : error[0],
                error.length == 0 ? null : error[1]);
    }

    @Test
    void aPipelineThatStartedSaysWhatStartedIt() {
        assertTold(
                new Event.PipelineChanged(
                        SUBJECT,
                        "STARTED",
                        new Trigger(
                                TriggerType.START_PIPELINE_EXECUTION,
                                "arn:aws:sts::123456789012:assumed-role/Admin/my-user"),
                        null),
                "CodePipeline Pipeline Execution State Change",
                """
                {"pipeline":"myPipeline","execution-id":"12345678-1234-5678-abcd-12345678abcd",
                "start-time":"2023-10-26T13:49:39.208Z",
                "execution-trigger":{"trigger-type":"StartPipelineExecution",
                "trigger-detail":"arn:aws:sts::123456789012:assumed-role/Admin/my-user"},
                "state":"STARTED","version":1.0,"pipeline-execution-attempt":1.0}""");
    }

    @Test
    void aPipelineThatIsStoppingSaysWhy() {
        assertTold(
                new Event.PipelineChanged(SUBJECT, "STOPPING", null, "Stopping the pipeline for an update"),
                "CodePipeline Pipeline Execution State Change",
                """
                {"pipeline":"myPipeline","execution-id":"12345678-1234-5678-abcd-12345678abcd",
                "start-time":"2023-10-26T13:49:39.208Z","state":"STOPPING",
                "stop-execution-comments":"Stopping the pipeline for an update",
                "version":1.0,"pipeline-execution-attempt":1.0}""");
    }

    @Test
    void aStageSaysWhenItWasLastRetriedAndTheAttemptCounts() {
        Subject second = new Subject("myPipeline", "e-1", 3, 2, START, TIME);
        assertTold(
                new Event.StageChanged(second, "RESUMED", "Prod", START.plusSeconds(60)),
                "CodePipeline Stage Execution State Change",
                """
                {"pipeline":"myPipeline","execution-id":"e-1","start-time":"2023-10-26T13:49:39.208Z",
                "stage":"Prod","state":"RESUMED","stage-last-retry-attempt-time":"2023-10-26T13:50:39.208Z",
                "version":3.0,"pipeline-execution-attempt":2.0}""");
        assertTold(
                new Event.StageChanged(SUBJECT, "STARTED", "Prod", null),
                "CodePipeline Stage Execution State Change",
                """
                {"pipeline":"myPipeline","execution-id":"12345678-1234-5678-abcd-12345678abcd",
                "start-time":"2023-10-26T13:49:39.208Z","stage":"Prod","state":"STARTED",
                "version":1.0,"pipeline-execution-attempt":1.0}""");
    }

    private static String actionDetail(String state, String rest) {
        return """
                {"pipeline":"myPipeline","execution-id":"12345678-1234-5678-abcd-12345678abcd",
                "start-time":"2023-10-26T13:49:39.208Z","stage":"Prod","action-execution-id":"a-1",
                "action":"myAction","state":"%s","region":"us-west-2",
                "type":{"owner":"AWS","category":"Deploy","provider":"CodeDeploy","version":"1"},
                %s"version":1.0,"pipeline-execution-attempt":1.0}""".formatted(state, rest);
    }

    @Test
    void anActionThatStartedNamesItsInputs() {
        assertTold(
                action("STARTED", List.of(SOURCE), Progress.NONE),
                "CodePipeline Action Execution State Change",
                actionDetail("STARTED", """
                        "input-artifacts":[{"name":"SourceArtifact",
                        "s3location":{"bucket":"b","key":"myPipeline/SourceArti/KEY"}}],"""));
    }

    @Test
    void anActionThatSucceededNamesItsResultAndOutputs() {
        assertTold(
                action("SUCCEEDED", List.of(SOURCE), RESULT),
                "CodePipeline Action Execution State Change",
                actionDetail("SUCCEEDED", """
                        "output-artifacts":[{"name":"SourceArtifact",
                        "s3location":{"bucket":"b","key":"myPipeline/SourceArti/KEY"}}],
                        "execution-result":{"external-execution-url":"https://acme.test/8cf4",
                        "external-execution-summary":"Added LICENSE.txt","external-execution-id":"8cf4"},"""));
    }

    @Test
    void anActionThatFailedSaysWhyAndHasNoArtifacts() {
        assertTold(
                action("FAILED", List.of(), new Progress("d-1", null, null, null, null), "JobFailed", "it broke"),
                "CodePipeline Action Execution State Change",
                actionDetail("FAILED", """
                        "execution-result":{"external-execution-summary":"it broke","external-execution-id":"d-1",
                        "error-code":"JobFailed"},"""));
    }

    @Test
    void anActionThatWasAbandonedHasNeitherResultNorArtifacts() {
        assertTold(
                action("ABANDONED", List.of(SOURCE), RESULT),
                "CodePipeline Action Execution State Change",
                actionDetail("ABANDONED", ""));
    }

    @Test
    void anEventHasTheSameIdWheneverItIsToldAndAnotherHasAnother() {
        Event event = new Event.StageChanged(SUBJECT, "STARTED", "Prod", null);
        assertThat(new OutboxEvent(7, PIPELINE, event).id())
                .isEqualTo(new OutboxEvent(7, PIPELINE, event).id())
                .isNotEqualTo(new OutboxEvent(8, PIPELINE, event).id())
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
