package dev.penstock.server.operations;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StopRequest;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.execution.ExecutionSummary;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionInput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineRollbackMetadata;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.S3Location;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StopExecutionTrigger;

/** Executions and their actions as the API shows them; what is not known is left out (spec engine 11.2 to 11.4). */
final class ExecutionViews {

    private ExecutionViews() {}

    static software.amazon.awssdk.services.codepipeline.model.PipelineExecution execution(
            String pipelineName, PipelineExecution execution, PipelineDefinition definition) {
        var view = software.amazon.awssdk.services.codepipeline.model.PipelineExecution.builder()
                .pipelineName(pipelineName)
                .pipelineVersion(execution.version())
                .pipelineExecutionId(execution.id())
                .status(execution.status())
                .statusSummary(execution.statusSummary())
                .artifactRevisions(artifactRevisions(execution, definition))
                .trigger(trigger(execution.trigger()))
                .executionMode(execution.mode());
        if (execution.variables() != null) {
            view.variables(execution.variables().entrySet().stream()
                    .map(variable -> ResolvedPipelineVariable.builder()
                            .name(variable.getKey())
                            .resolvedValue(variable.getValue())
                            .build())
                    .toList());
        }
        if (execution.type() == ExecutionType.ROLLBACK) {
            view.executionType(execution.type()).rollbackMetadata(rollback(execution.rollbackTarget()));
        }
        return view.build();
    }

    static PipelineExecutionSummary summary(ExecutionSummary execution) {
        PipelineExecutionSummary.Builder view = PipelineExecutionSummary.builder()
                .pipelineExecutionId(execution.id())
                .status(execution.status())
                .statusSummary(execution.statusSummary())
                .startTime(execution.startTime())
                .lastUpdateTime(execution.lastUpdate())
                .sourceRevisions(execution.revisions().entrySet().stream()
                        .map(revision -> SourceRevision.builder()
                                .actionName(revision.getKey())
                                .revisionId(revision.getValue().id())
                                .revisionSummary(revision.getValue().summary())
                                .revisionUrl(revision.getValue().url())
                                .build())
                        .toList())
                .trigger(trigger(execution.trigger()))
                .executionMode(execution.mode());
        StopRequest stop = execution.stop();
        if (stop != null && stop.reason() != null) {
            view.stopTrigger(
                    StopExecutionTrigger.builder().reason(stop.reason()).build());
        }
        if (execution.type() == ExecutionType.ROLLBACK) {
            view.executionType(execution.type()).rollbackMetadata(rollback(execution.rollbackTarget()));
        }
        return view.build();
    }

    static ActionExecutionDetail actionDetail(ActionRecord row) {
        ActionExecution action = row.action();
        return ActionExecutionDetail.builder()
                .pipelineExecutionId(row.pipelineExecutionId())
                .actionExecutionId(action.id())
                .pipelineVersion(row.pipelineVersion())
                .stageName(action.stageName())
                .actionName(action.actionName())
                .startTime(action.startTime())
                .lastUpdateTime(action.lastUpdate())
                .updatedBy(action.updatedBy())
                .status(action.status())
                .input(ActionExecutionInput.builder()
                        .actionTypeId(action.actionType().toId())
                        .configuration(action.configuration())
                        .resolvedConfiguration(action.resolvedConfiguration())
                        .roleArn(action.roleArn())
                        .region(action.region())
                        .inputArtifacts(artifacts(action.inputs()))
                        .namespace(action.namespace())
                        .build())
                .output(output(action))
                .build();
    }

    private static ActionExecutionOutput output(ActionExecution action) {
        ActionExecutionOutput.Builder output = ActionExecutionOutput.builder()
                // Only what succeeded has given its artifacts (spec jobs 8).
                .outputArtifacts(
                        action.status() == ActionExecutionStatus.SUCCEEDED ? artifacts(action.outputs()) : List.of())
                .outputVariables(action.outputVariables());
        ActionExecutionResult result = result(action);
        if (result != null) {
            output.executionResult(result);
        }
        return output.build();
    }

    /** Absent while nothing is known of the provider's side (spec engine 11.3). */
    private static @Nullable ActionExecutionResult result(ActionExecution action) {
        Progress progress = action.progress();
        String summary = action.errorDetails() != null && action.errorDetails().message() != null
                ? action.errorDetails().message()
                : progress.summary();
        boolean nothing = Stream.of(
                        progress.externalExecutionId(),
                        progress.externalExecutionUrl(),
                        summary,
                        progress.logStreamArn(),
                        action.errorDetails())
                .allMatch(part -> part == null);
        if (nothing || action.status() == ActionExecutionStatus.ABANDONED) {
            return null;
        }
        return ActionExecutionResult.builder()
                .externalExecutionId(progress.externalExecutionId())
                .externalExecutionSummary(summary)
                .externalExecutionUrl(progress.externalExecutionUrl())
                .errorDetails(action.errorDetails())
                .logStreamARN(progress.logStreamArn())
                .build();
    }

    static List<ArtifactDetail> artifacts(List<ArtifactLocation> locations) {
        return locations.stream()
                .map(location -> ArtifactDetail.builder()
                        .name(location.name())
                        .s3location(S3Location.builder()
                                .bucket(location.bucket())
                                .key(location.key())
                                .build())
                        .build())
                .toList();
    }

    private static List<ArtifactRevision> artifactRevisions(
            PipelineExecution execution, PipelineDefinition definition) {
        return definition.stages().getFirst().actions().stream()
                .flatMap(source -> {
                    Revision revision = execution.revisions().get(source.name());
                    return revision == null
                            ? Stream.empty()
                            : source.outputArtifacts().stream()
                                    .map(artifact -> artifactRevision(artifact.name(), revision));
                })
                .toList();
    }

    private static ArtifactRevision artifactRevision(String artifact, Revision revision) {
        return ArtifactRevision.builder()
                .name(artifact)
                .revisionId(revision.id())
                .revisionChangeIdentifier(revision.changeIdentifier())
                .revisionSummary(revision.summary())
                .created(revision.created())
                .revisionUrl(revision.url())
                .build();
    }

    private static ExecutionTrigger trigger(Trigger trigger) {
        return ExecutionTrigger.builder()
                .triggerType(trigger.type())
                .triggerDetail(trigger.detail())
                .build();
    }

    private static PipelineRollbackMetadata rollback(@Nullable String target) {
        return PipelineRollbackMetadata.builder()
                .rollbackTargetPipelineExecutionId(target)
                .build();
    }
}
