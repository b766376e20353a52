package dev.penstock.engine.scenario;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.JobResult.Progress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

/** Executions, attempts, rule runs and jobs in the API's own words (spec engine 11). */
final class EngineViews {

    private EngineViews() {}

    static software.amazon.awssdk.services.codepipeline.model.PipelineExecution execution(
            PipelineExecution execution, PipelineDefinition definition) {
        var view = software.amazon.awssdk.services.codepipeline.model.PipelineExecution.builder()
                .pipelineName(definition.declaration().name())
                .pipelineVersion(execution.version())
                .pipelineExecutionId(execution.id())
                .status(execution.status())
                .statusSummary(execution.statusSummary())
                .executionMode(execution.mode())
                .trigger(trigger(execution))
                .artifactRevisions(definition.stages().getFirst().actions().stream()
                        .flatMap(source -> source.outputArtifacts().stream()
                                .flatMap(artifact ->
                                        Optional.ofNullable(
                                                        execution.revisions().get(source.name()))
                                                .stream()
                                                .map(revision -> artifactRevision(artifact.name(), revision))))
                        .toList());
        if (execution.variables() != null) {
            view.variables(execution.variables().entrySet().stream()
                    .map(entry -> ResolvedPipelineVariable.builder()
                            .name(entry.getKey())
                            .resolvedValue(entry.getValue())
                            .build())
                    .toList());
        }
        if (execution.type() == ExecutionType.ROLLBACK) {
            view.executionType(execution.type())
                    .rollbackMetadata(data -> data.rollbackTargetPipelineExecutionId(execution.rollbackTarget()));
        }
        return view.build();
    }

    private static ArtifactRevision artifactRevision(String artifact, Revision revision) {
        return ArtifactRevision.builder()
                .name(artifact)
                .revisionId(revision.id())
                .revisionSummary(revision.summary())
                .revisionChangeIdentifier(revision.changeIdentifier())
                .build();
    }

    static PipelineExecutionSummary summary(PipelineExecution execution) {
        var view = PipelineExecutionSummary.builder()
                .pipelineExecutionId(execution.id())
                .status(execution.status())
                .statusSummary(execution.statusSummary())
                .startTime(execution.startTime())
                .lastUpdateTime(execution.lastUpdate())
                .executionMode(execution.mode())
                .trigger(trigger(execution))
                .sourceRevisions(execution.revisions().entrySet().stream()
                        .map(entry -> SourceRevision.builder()
                                .actionName(entry.getKey())
                                .revisionId(entry.getValue().id())
                                .revisionSummary(entry.getValue().summary())
                                .build())
                        .toList());
        if (execution.stop() != null && execution.stop().reason() != null) {
            String reason = execution.stop().reason();
            view.stopTrigger(stop -> stop.reason(reason));
        }
        if (execution.type() == ExecutionType.ROLLBACK) {
            view.executionType(execution.type())
                    .rollbackMetadata(data -> data.rollbackTargetPipelineExecutionId(execution.rollbackTarget()));
        }
        return view.build();
    }

    private static ExecutionTrigger trigger(PipelineExecution execution) {
        return ExecutionTrigger.builder()
                .triggerType(execution.trigger().type())
                .triggerDetail(execution.trigger().detail())
                .build();
    }

    static ActionExecutionDetail action(String executionId, ActionExecution action) {
        return ActionExecutionDetail.builder()
                .pipelineExecutionId(executionId)
                .actionExecutionId(action.id())
                .stageName(action.stageName())
                .actionName(action.actionName())
                .startTime(action.startTime())
                .lastUpdateTime(action.lastUpdate())
                .updatedBy(action.updatedBy())
                .status(action.status())
                .input(input -> input.actionTypeId(action.actionType().toId())
                        .configuration(action.configuration())
                        .resolvedConfiguration(action.resolvedConfiguration())
                        .roleArn(action.roleArn())
                        .region(action.region())
                        .namespace(action.namespace())
                        .inputArtifacts(artifacts(action.inputs())))
                .output(output -> output.outputArtifacts(
                                action.status() == ActionExecutionStatus.SUCCEEDED
                                        ? artifacts(action.outputs())
                                        : List.of())
                        .outputVariables(action.outputVariables())
                        .executionResult(result(action)))
                .build();
    }

    private static @Nullable ActionExecutionResult result(ActionExecution action) {
        Progress progress = action.progress();
        boolean silent = progress.equals(Progress.NONE) && action.errorDetails() == null;
        if (silent || action.status() == ActionExecutionStatus.ABANDONED) {
            return null;
        }
        String summary = action.errorDetails() != null && action.errorDetails().message() != null
                ? action.errorDetails().message()
                : progress.summary();
        return ActionExecutionResult.builder()
                .externalExecutionId(progress.externalExecutionId())
                .externalExecutionSummary(summary)
                .errorDetails(action.errorDetails())
                .build();
    }

    private static List<ArtifactDetail> artifacts(List<ArtifactLocation> locations) {
        return locations.stream()
                .map(at -> ArtifactDetail.builder()
                        .name(at.name())
                        .s3location(s3 -> s3.bucket(at.bucket()).key(at.key()))
                        .build())
                .toList();
    }

    static RuleExecutionDetail rule(String executionId, RuleExecution rule) {
        return RuleExecutionDetail.builder()
                .pipelineExecutionId(executionId)
                .ruleExecutionId(rule.id())
                .stageName(rule.stageName())
                .ruleName(rule.ruleName())
                .startTime(rule.startTime())
                .lastUpdateTime(rule.lastUpdate())
                .updatedBy(rule.updatedBy())
                .status(rule.status())
                .input(input -> input.ruleTypeId(rule.ruleType().toId())
                        .configuration(rule.configuration())
                        .resolvedConfiguration(rule.resolvedConfiguration()))
                .output(output -> {
                    if (!rule.running()) {
                        output.executionResult(result -> result.externalExecutionSummary(
                                        rule.progress().summary())
                                .errorDetails(rule.errorDetails()));
                    }
                })
                .build();
    }

    /** A job as its worker reads it. */
    static Job job(dev.penstock.engine.job.Job job) {
        return Job.builder()
                .id(job.id())
                .nonce(job.nonce())
                .data(data -> data.actionTypeId(job.requireActionType().toId())
                        .actionConfiguration(given -> given.configuration(job.configuration()))
                        .continuationToken(job.continuationToken())
                        .pipelineContext(context -> context.pipelineName(job.pipelineName())
                                .pipelineExecutionId(job.pipelineExecutionId())
                                .stage(stage -> stage.name(job.stageName()))
                                .action(action ->
                                        action.name(job.actionName()).actionExecutionId(job.actionExecutionId()))))
                .build();
    }
}
