package dev.penstock.engine.control;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.Command;
import dev.penstock.engine.PipelineState.ReportedRevision;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.step.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** PutActionRevision: a new revision of a source starts an execution bound to it, an old one starts nothing (spec engine 5.6). */
public final class RevisionReport {

    private RevisionReport() {}

    /**
     * @return id of the execution that the revision started, now or when it was reported before
     * @throws software.amazon.awssdk.services.codepipeline.model.StageNotFoundException if there is no such stage
     * @throws software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException if it has no such action
     * @throws ApiException ValidationException if the action is not a source
     * @throws software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException if the
     *     pipeline has as many executions as its mode allows
     */
    public static String put(Step step, Command.PutRevision command) {
        Refusals.requireStage(step, command.stageName());
        ActionDeclaration action = step.definition()
                .action(command.stageName(), command.actionName())
                .orElseThrow(() -> Refusals.actionNotFound(step.pipeline(), command.stageName(), command.actionName()));
        if (!PipelineDefinition.isSource(action)) {
            throw ApiException.validation("The action '" + action.name() + "' in stage '" + command.stageName()
                    + "' is not a source action. Revisions can only be reported for source actions.");
        }
        Revision revision = command.revision();
        ReportedRevision last = step.stageState(command.stageName()).reported().get(action.name());
        if (last != null && same(last, revision)) {
            return last.executionId();
        }
        Command.Start start = new Command.Start(
                new Trigger(TriggerType.PUT_ACTION_REVISION, command.callerArn()),
                Map.of(),
                List.of(new SourceOverride(action.name(), type(action), revision.id())),
                null,
                false);
        String executionId = Admission.admit(step, start, Map.of(action.name(), revision));
        step.put(
                command.stageName(),
                step.stageState(command.stageName())
                        .withReported(
                                action.name(),
                                new ReportedRevision(revision.id(), revision.changeIdentifier(), executionId)));
        return executionId;
    }

    private static boolean same(ReportedRevision last, Revision revision) {
        return last.revisionId().equals(revision.id())
                && Objects.equals(last.changeIdentifier(), revision.changeIdentifier());
    }

    /** The source is told as if a caller had overridden its revision; to a source of one's own, an id is a commit. */
    private static SourceRevisionType type(ActionDeclaration action) {
        return switch (action.actionTypeId().provider()) {
            case "S3" -> SourceRevisionType.S3_OBJECT_VERSION_ID;
            case "ECR" -> SourceRevisionType.IMAGE_DIGEST;
            default -> SourceRevisionType.COMMIT_ID;
        };
    }
}
