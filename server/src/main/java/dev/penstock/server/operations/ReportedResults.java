package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureDetails;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;

/** The results of the four Put...Result operations as the engine reads them, with the rules of the request itself. */
final class ReportedResults {
    private static final int VARIABLES_LIMIT = 122_880;
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9@\\-_]+");

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
            check(variables);
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

    private static void check(Map<String, String> variables) {
        long size = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!VARIABLE_NAME.matcher(variable.getKey()).matches()) {
                throw ApiException.validation(
                        "1 validation error detected: Value at 'outputVariables' failed to satisfy"
                                + " constraint: Map keys must satisfy constraint: [Member must satisfy regular expression"
                                + " pattern: " + VARIABLE_NAME + "]");
            }
            size += bytes(variable.getKey()) + bytes(variable.getValue());
        }
        if (size > VARIABLES_LIMIT) {
            throw OutputVariablesSizeExceededException.builder()
                    .message("Output variables exceed the maximum total size of " + VARIABLES_LIMIT + " bytes")
                    .build();
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
