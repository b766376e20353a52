package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.History.ActionRun;
import dev.penstock.bench.crash.check.Work.JobStory;
import dev.penstock.bench.crash.record.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A result that was answered HTTP 200 is in the history with all it said; one with a continuation token was followed by a
 * job with that token. A result for an action that was abandoned or timed out before is answered too, and revives nothing
 * (spec corrections 1).
 */
final class AcknowledgedResultsAreKept implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Map<String, ActionRun> actions = evidence.history().actionsById();
        Set<String> tokens =
                evidence.work().jobs().values().stream().map(JobStory::token).collect(Collectors.toSet());
        for (JobStory job : evidence.work().jobs().values()) {
            for (Call report : job.accepted()) {
                ActionRun action = actions.get(job.action());
                complaint(report, action, tokens).ifPresent(text -> violation.accept(report + ": " + text));
            }
        }
    }

    private static Optional<String> complaint(
            Call report, @org.jspecify.annotations.Nullable ActionRun action, Set<String> tokens) {
        if (action == null) {
            return Optional.of("its action is not in the history");
        }
        if (action.status().equals("Abandoned")) {
            return Optional.empty();
        }
        String token = report.given("continuationToken");
        if (!token.isEmpty()) {
            boolean timedOut = action.error().contains("timed out");
            return tokens.contains(token) || timedOut
                    ? Optional.empty()
                    : Optional.of("no job came with its token " + token + ", and it is " + action);
        }
        return report.operation().contains("Failure") ? failure(report, action) : success(report, action);
    }

    private static Optional<String> success(Call report, ActionRun action) {
        String id = report.input().at("/executionDetails/externalExecutionId").asString("");
        String summary = report.input().at("/executionDetails/summary").asString("");
        String madeBy = report.input().at("/outputVariables/madeBy").asString("");
        boolean kept = action.status().equals("Succeeded")
                && action.externalId().equals(id)
                && action.summary().equals(summary)
                && action.variables().getOrDefault("madeBy", "").equals(madeBy);
        return kept ? Optional.empty() : Optional.of("it said " + id + ", '" + summary + "', but there is " + action);
    }

    private static Optional<String> failure(Call report, ActionRun action) {
        String id = report.input().at("/failureDetails/externalExecutionId").asString("");
        String message = report.input().at("/failureDetails/message").asString("");
        boolean kept = action.status().equals("Failed")
                && action.externalId().equals(id)
                && action.error().equals(message);
        return kept ? Optional.empty() : Optional.of("it said '" + message + "', but there is " + action);
    }
}
