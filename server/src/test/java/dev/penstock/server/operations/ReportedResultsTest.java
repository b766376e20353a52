package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.JobResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;

class ReportedResultsTest {
    private static final int LIMIT = 122_880;

    @Test
    void aTokenMakesAContinuationAndItsAbsenceASuccess() {
        ExecutionDetails details = ExecutionDetails.builder()
                .externalExecutionId("b-871")
                .percentComplete(40)
                .build();
        assertThat(ReportedResults.success("token", details, null, Map.of()))
                .isInstanceOfSatisfying(JobResult.Continuation.class, continuation -> {
                    assertThat(continuation.token()).isEqualTo("token");
                    assertThat(continuation.progress().externalExecutionId()).isEqualTo("b-871");
                    assertThat(continuation.progress().percentComplete()).isEqualTo(40);
                    assertThat(continuation.progress().summary()).isNull();
                });
        assertThat(ReportedResults.success(null, null, null, Map.of("a", "b")))
                .isEqualTo(new JobResult.Success(JobResult.Progress.NONE, null, Map.of("a", "b")));
    }

    @Test
    void aRevisionKeepsWhatTheWorkerSaidAndNothingElse() {
        CurrentRevision revision = CurrentRevision.builder()
                .revision("v42")
                .changeIdentifier("run-77")
                .build();
        Revision kept = new Revision("v42", "run-77", null, null, null);
        assertThat(ReportedResults.success(null, null, revision, Map.of()))
                .isEqualTo(new JobResult.Success(JobResult.Progress.NONE, kept, Map.of()));
    }

    @Test
    void variablesTogetherWithATokenAreRefused() {
        assertThatThrownBy(() -> ReportedResults.success("token", null, null, Map.of("a", "b")))
                .isInstanceOf(ApiException.class)
                .hasMessage("A job can not contain both a continuation token and output variables.");
    }

    @Test
    void namesAndValuesOfVariablesCountInBytesTogether() {
        String value = "ä".repeat((LIMIT - 2) / 2);
        assertThat(ReportedResults.success(null, null, null, Map.of("ab", value)))
                .isInstanceOf(JobResult.Success.class);
        assertThatThrownBy(() -> ReportedResults.success(null, null, null, Map.of("abc", value)))
                .isInstanceOf(OutputVariablesSizeExceededException.class)
                .hasMessageContaining("Output variables exceed the maximum total size of 122880 bytes");
    }

    @Test
    void aVariableNameOfOtherCharactersIsRefused() {
        for (String name : new String[] {"", "a b", "a.b", "ä"}) {
            assertThatThrownBy(() -> ReportedResults.success(null, null, null, Map.of(name, "x")))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("[A-Za-z0-9@\\-_]+");
        }
        assertThat(ReportedResults.success(null, null, null, Map.of("Az09@-_", "x")))
                .isInstanceOf(JobResult.Success.class);
    }
}
