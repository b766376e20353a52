package dev.penstock.engine.action;

import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.Script;
import dev.penstock.engine.step.Step;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** The jobs of an attempt: one, and one more for each success with a continuation token (spec jobs 3.2, 9). */
public final class JobChain {
    /** Created and queued in the same instant, so that the first dispatch counts 3 (spec jobs 3.3). */
    private static final int QUEUED_AT_ONCE = 2;

    private static final int CREATED = 1;

    private JobChain() {}

    static Job first(
            Step step,
            PipelineExecution execution,
            ActionExecution attempt,
            ActionType type,
            Map<String, String> configuration,
            @Nullable Script script,
            ActionDeclaration declaration) {
        PipelineRef pipeline = step.pipeline();
        boolean notifies = ApprovalNotice.wanted(type, configuration);
        boolean opened = type.performer() instanceof Performer.Approver && !notifies;
        return new Job(
                jobId(attempt),
                notifies ? ApprovalNotice.QUEUE : type.queue(pipeline.accountId(), pipeline.region()),
                type.key(),
                pipeline.accountId(),
                pipeline.region(),
                pipeline.id(),
                pipeline.name(),
                execution.version(),
                execution.id(),
                attempt.stageName(),
                attempt.actionName(),
                attempt.id(),
                1,
                opened ? JobStatus.IN_PROGRESS : JobStatus.QUEUED,
                QUEUED_AT_ONCE,
                null,
                queryValue(type, configuration),
                clientId(step, type),
                step.now(),
                step.now(),
                null,
                null,
                null,
                null,
                attempt.deadline(),
                null,
                null,
                null,
                configuration,
                attempt.inputs(),
                attempt.outputs(),
                Artifacts.overrides(execution, declaration).toList(),
                script,
                null,
                step.definitionOf(execution).artifactStore(attempt.region()).encryptionKey(),
                null);
    }

    /** The job after one that ended with a continuation token: same work, new id, later. */
    public static Job next(Step step, Job before, String token) {
        return following(
                step,
                before,
                before.queue(),
                JobStatus.CREATED,
                CREATED,
                step.now().plus(step.given().settings().continuationDelay()),
                token);
    }

    /** The job that waits for the approver, after the one that told a topic about it. */
    static Job opened(Step step, Job notice, String queue) {
        return following(step, notice, queue, JobStatus.IN_PROGRESS, QUEUED_AT_ONCE, step.now(), null);
    }

    /** The same work once more, not before the given moment. */
    public static Job again(Step step, Job before, Instant availableAt) {
        return following(
                step,
                before,
                before.queue(),
                JobStatus.QUEUED,
                QUEUED_AT_ONCE,
                availableAt,
                before.continuationToken());
    }

    private static Job following(
            Step step,
            Job before,
            String queue,
            JobStatus status,
            int transitions,
            Instant availableAt,
            @Nullable String token) {
        return new Job(
                step.newId(),
                queue,
                before.actionType(),
                before.accountId(),
                before.region(),
                before.pipelineId(),
                before.pipelineName(),
                before.pipelineVersion(),
                before.pipelineExecutionId(),
                before.stageName(),
                before.actionName(),
                before.actionExecutionId(),
                before.sequence() + 1,
                status,
                transitions,
                null,
                before.queryValue(),
                before.clientId(),
                step.now(),
                availableAt,
                null,
                null,
                null,
                null,
                before.deadline(),
                null,
                null,
                token,
                before.configuration(),
                before.inputs(),
                before.outputs(),
                before.sourceOverrides(),
                before.script(),
                before.rule(),
                before.encryptionKey(),
                null);
    }

    private static String jobId(ActionExecution attempt) {
        if (attempt.jobId() == null) {
            throw new IllegalStateException("attempt " + attempt.id() + " has no job");
        }
        return attempt.jobId();
    }

    private static @Nullable String queryValue(ActionType type, Map<String, String> configuration) {
        return type.queryable()
                .map(ActionProperty::name)
                .map(configuration::get)
                .orElse(null);
    }

    private static @Nullable String clientId(Step step, ActionType type) {
        PipelineRef pipeline = step.pipeline();
        return switch (type.performer()) {
            case Performer.PartnerWorkers partner ->
                step.given().types().clientId(type, pipeline.accountId(), pipeline.region());
            case Performer.PartnerFunction function -> null;
            case Performer.CustomWorkers custom -> null;
            case Performer.Server server -> null;
            case Performer.Approver approver -> null;
            case Performer.Nobody nobody -> null;
        };
    }
}
