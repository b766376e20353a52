package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.OutputVariables;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureDetails;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;

/** The results of the four Put...Result operations as the engine reads them, with the rules of the request itself. */
final class ReportedResults {
    private ReportedResults() {}

    /**
     * @param variables empty for a partner's job, which has none (spec jobs 11.1)
     * @throws ApiException ValidationException: variables together with a continuation token, or a wrong name
     * @throws OutputVariablesSizeExceededException names and values are over 122880 bytes (spec engine 7.4)
     */
    static JobResult success(
            @Nullable String continuationToken,
            @Nullable ExecutionDetails details,
            @Nullable CurrentRevision revision,
            Map<String, String> variables) {
        Progress progress = progress(details);
        if (continuationToken == null) {
            OutputVariables.check(variables);
            return new JobResult.Success(progress, revision(revision), Map.copyOf(variables));
        }
        if (!variables.isEmpty()) {
            throw ApiException.validation("A job can not contain both a continuation token and output variables.");
        }
        return new JobResult.Continuation(continuationToken, progress, revision(revision));
    }

    static JobResult failure(FailureDetails details) {
        return new JobResult.Failure(details.type(), details.message(), details.externalExecutionId());
    }

    private static Progress progress(@Nullable ExecutionDetails details) {
        return details == null
                ? Progress.NONE
                : new Progress(details.externalExecutionId(), null, details.summary(), details.percentComplete(), null);
    }

    private static @Nullable Revision revision(@Nullable CurrentRevision revision) {
        return revision == null
                ? null
                : new Revision(
                        revision.revision(),
                        revision.changeIdentifier(),
                        revision.created(),
                        revision.revisionSummary(),
                        null);
    }
}
