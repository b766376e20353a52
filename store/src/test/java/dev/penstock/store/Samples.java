package dev.penstock.store;

import dev.penstock.engine.Decision;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.event.EventFilter;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.RuleWork;
import dev.penstock.engine.job.Script;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.store.event.EventSubscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKeyType;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Records with something in every component. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456Z");
    static final String ACCOUNT = "111111111111";
    static final String REGION = "eu-west-1";
    static final ActionTypeKey PARTNER = ActionTypeKey.parse("Test/ThirdParty/AcmeCheck/1");
    static final String QUEUE = "partner:eu-west-1:Test/ThirdParty/AcmeCheck/1";
    static final String SECRET = "s3cr3t-value";

    private Samples() {}

    static String id() {
        return UUID.randomUUID().toString();
    }

    static PipelineRef ref(String name) {
        return new PipelineRef(id(), ACCOUNT, REGION, name);
    }

    static PipelineDefinition definition(String name, int version) {
        return new PipelineDefinition(PipelineDeclaration.builder()
                .name(name)
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .version(version)
                .executionMode(ExecutionMode.SUPERSEDED)
                .pipelineType(PipelineType.V2)
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(List.of(source(), verify()))
                .build());
    }

    private static StageDeclaration source() {
        ActionDeclaration fetch = ActionDeclaration.builder()
                .name("Fetch")
                .runOrder(1)
                .actionTypeId(ActionTypeKey.parse("Source/AWS/S3/1").toId())
                .configuration(Map.of("S3Bucket", "sources", "S3ObjectKey", "app.zip"))
                .outputArtifacts(
                        List.of(OutputArtifact.builder().name("SourceOut").build()))
                .inputArtifacts(List.of())
                .build();
        return StageDeclaration.builder().name("Source").actions(fetch).build();
    }

    private static StageDeclaration verify() {
        ActionDeclaration check = ActionDeclaration.builder()
                .name("Check")
                .runOrder(1)
                .actionTypeId(PARTNER.toId())
                .configuration(Map.of("ApiKey", SECRET))
                .build();
        return StageDeclaration.builder().name("Verify").actions(check).build();
    }

    static PipelineExecution execution(long sequence, @Nullable String token) {
        return new PipelineExecution(
                id(),
                sequence,
                1,
                ExecutionMode.SUPERSEDED,
                ExecutionType.STANDARD,
                null,
                null,
                PipelineExecutionStatus.IN_PROGRESS,
                "running",
                new Trigger(TriggerType.START_PIPELINE_EXECUTION, "arn:aws:iam::111111111111:user/admin"),
                null,
                token,
                1,
                Map.of("stage", "prod"),
                List.of(new SourceOverride("Fetch", SourceRevisionType.S3_OBJECT_VERSION_ID, "v7")),
                Map.of("Fetch", new Revision("abc", "change", NOW.minusSeconds(5), "first", "https://source.test/abc")),
                NOW,
                NOW.plusMillis(3),
                new Position("Source", true, 1, NOW),
                Map.of());
    }

    static ActionExecution action(String name, int attempt, Instant start) {
        return new ActionExecution(
                id(),
                "Verify",
                name,
                PARTNER,
                attempt,
                ActionExecutionStatus.IN_PROGRESS,
                start,
                start,
                start.plusMillis(1),
                null,
                null,
                REGION,
                "checks",
                Map.of("ApiKey", "****"),
                Map.of("ApiKey", "****"),
                List.of(new ArtifactLocation("SourceOut", "artifacts", "shop/SourceOut/a1B2c3D", "abc")),
                List.of(),
                Map.of("score", "97"),
                new Progress("run-1", "https://acme.test/run-1", "half way", 50, null),
                null,
                ErrorDetails.builder().code("JobFailed").message("first try").build(),
                id(),
                start.plus(Duration.ofHours(1)));
    }

    static StageExecution stage(ActionExecution action) {
        return new StageExecution(
                action.stageName(),
                StageExecutionStatus.IN_PROGRESS,
                NOW,
                NOW,
                Map.of(action.actionName(), action),
                Set.of("Other"),
                null,
                Map.of(Gate.BEFORE_ENTRY, condition()));
    }

    private static ConditionExecution condition() {
        return ConditionExecution.begun(Gate.BEFORE_ENTRY, NOW)
                .with(new RuleExecution(
                        id(),
                        "Verify",
                        Gate.BEFORE_ENTRY,
                        "Window",
                        new RuleTypeKey("DeploymentWindow", "1"),
                        RuleExecutionStatus.IN_PROGRESS,
                        NOW,
                        NOW,
                        NOW,
                        null,
                        null,
                        "eu-west-1",
                        Map.of("Cron", "0 0 9 ? * MON *"),
                        Map.of("Cron", "0 0 9 ? * MON *"),
                        List.of(),
                        JobResult.Progress.NONE,
                        null,
                        id(),
                        NOW.plus(Duration.ofDays(1))));
    }

    static Job job(PipelineRef pipeline, String queue, Instant availableAt) {
        return new Job(
                id(),
                queue,
                PARTNER,
                pipeline.accountId(),
                pipeline.region(),
                pipeline.id(),
                pipeline.name(),
                1,
                id(),
                "Verify",
                "Check",
                id(),
                1,
                JobStatus.QUEUED,
                2,
                null,
                null,
                id(),
                NOW,
                availableAt,
                null,
                null,
                null,
                null,
                NOW.plus(Duration.ofHours(1)),
                null,
                null,
                "token-1",
                Map.of("ApiKey", SECRET),
                List.of(new ArtifactLocation("SourceOut", "artifacts", "shop/SourceOut/a1B2c3D", "abc")),
                List.of(new ArtifactLocation("Report", "artifacts", "shop/Report/Zk81QwE", null)),
                List.of(new SourceOverride("Fetch", SourceRevisionType.COMMIT_ID, "abc")),
                new Script(
                        List.of("echo $TOKEN"),
                        List.of(new Script.Variable("TOKEN", SECRET, false)),
                        List.of("Version"),
                        Map.of("Report", List.of("*.html"))),
                new RuleWork(new RuleTypeKey("Commands", "1"), Gate.ON_FAILURE, "eu-west-1"),
                EncryptionKey.builder()
                        .id("alias/key")
                        .type(EncryptionKeyType.KMS)
                        .build(),
                null);
    }

    static Job forValue(Job job, String queryValue) {
        return new Job(
                job.id(),
                job.queue(),
                job.actionType(),
                job.accountId(),
                job.region(),
                job.pipelineId(),
                job.pipelineName(),
                job.pipelineVersion(),
                job.pipelineExecutionId(),
                job.stageName(),
                job.actionName(),
                job.actionExecutionId(),
                job.sequence(),
                job.status(),
                job.revisionCounter(),
                job.nonce(),
                queryValue,
                job.clientId(),
                job.createdAt(),
                job.availableAt(),
                job.dispatchedAt(),
                job.ackDeadline(),
                job.acknowledgedAt(),
                job.acknowledgedBy(),
                job.deadline(),
                job.jobDeadline(),
                job.completedAt(),
                job.continuationToken(),
                job.configuration(),
                job.inputs(),
                job.outputs(),
                job.sourceOverrides(),
                job.script(),
                job.rule(),
                job.encryptionKey(),
                job.resultFingerprint());
    }

    static Event event(PipelineExecution execution, String name) {
        return new Event.StageChanged(
                new Event.Subject(name, execution.id(), 1, 1, execution.startTime(), NOW), "STARTED", "Source", null);
    }

    static EventSubscription subscription(String name, List<String> pipelines) {
        return new EventSubscription(
                id(),
                name,
                URI.create("https://hooks.test/" + name),
                new EventFilter(ACCOUNT, pipelines, List.of(), List.of()),
                SECRET,
                NOW,
                NOW,
                null,
                null);
    }

    /** A decision that only tells of something. */
    static Decision telling(List<Event> events) {
        return new Decision(null, List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), events, 0);
    }

    static Decision decision(PipelineExecution execution, long counter) {
        return new Decision(
                execution.id(),
                List.of(execution),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                counter);
    }
}
