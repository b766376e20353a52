package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.record.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Whoever was refused was refused for a reason that what he did may have. */
final class OnlyKnownErrors implements Check {
    private static final Set<String> RESULT = Set.of("InvalidJobStateException", "ValidationException");
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "StartPipelineExecution", Set.of("ConcurrentPipelineExecutionsLimitExceededException"),
            "StopPipelineExecution", Set.of("PipelineExecutionNotStoppableException", "DuplicatedStopRequestException"),
            "RetryStageExecution", Set.of("StageNotRetryableException", "NotLatestPipelineExecutionException"),
            "PutApprovalResult", Set.of("ApprovalAlreadyCompletedException", "InvalidApprovalTokenException"),
            "GetThirdPartyJobDetails", Set.of("InvalidJobException", "JobNotFoundException"),
            "AcknowledgeJob", Set.of("InvalidNonceException"),
            "AcknowledgeThirdPartyJob", Set.of("InvalidNonceException"));

    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        for (Call call : evidence.records().calls()) {
            for (Attempt attempt : call.attempts()) {
                if (attempt.outcome() instanceof Outcome.Refused refused
                        && refused.status() < 500
                        && !KNOWN.getOrDefault(call.operation(), RESULT).contains(refused.type())) {
                    violation.accept(call + " was refused with " + refused);
                }
            }
        }
    }
}
