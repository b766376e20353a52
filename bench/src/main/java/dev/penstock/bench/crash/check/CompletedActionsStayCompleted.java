package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.History.ActionRun;
import dev.penstock.bench.crash.check.Work.JobStory;
import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * No action of an execution succeeds twice; another attempt at it needs a retry; and no worker is given work of an action
 * whose end was acknowledged.
 */
final class CompletedActionsStayCompleted implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        attempts(evidence, violation);
        finals(evidence, violation);
        afterTheEnd(evidence, violation);
    }

    private static void attempts(Evidence evidence, Consumer<String> violation) {
        Map<String, Long> retries = evidence.records()
                .calls("RetryStageExecution")
                .collect(Collectors.groupingBy(
                        call -> call.given("pipelineExecutionId") + call.given("stageName"), Collectors.counting()));
        Map<String, List<ActionRun>> runs = evidence.history().actions().stream()
                .collect(Collectors.groupingBy(run -> run.execution() + "/" + run.stage() + "/" + run.action()));
        runs.values().forEach(attempts -> {
            ActionRun one = attempts.getFirst();
            long allowed = 1 + retries.getOrDefault(one.execution() + one.stage(), 0L);
            if (attempts.size() > allowed) {
                violation.accept(attempts.size() + " attempts, " + allowed + " were asked for: " + attempts);
            }
            if (attempts.stream()
                            .filter(run -> run.status().equals("Succeeded"))
                            .count()
                    > 1) {
                violation.accept("it succeeded twice: " + attempts);
            }
        });
    }

    /** At most one job of an action brings its end, and the jobs before it one token each. */
    private static void finals(Evidence evidence, Consumer<String> violation) {
        Map<String, Set<String>> ends = new HashMap<>();
        for (JobStory job : evidence.work().jobs().values()) {
            Set<String> contents = new HashSet<>();
            for (Call report : job.accepted()) {
                contents.add(report.operation() + report.input());
                if (report.given("continuationToken").isEmpty()) {
                    ends.computeIfAbsent(job.action(), _ -> new HashSet<>()).add(job.id());
                }
            }
            if (contents.size() > 1) {
                violation.accept("job " + job.id() + " took more than one result: " + contents);
            }
        }
        ends.forEach((action, jobs) -> {
            if (jobs.size() > 1) {
                violation.accept("action " + action + " was ended by more than one job: " + jobs);
            }
        });
    }

    private static void afterTheEnd(Evidence evidence, Consumer<String> violation) {
        Map<String, Long> over = new HashMap<>();
        for (JobStory job : evidence.work().jobs().values()) {
            for (Call report : job.accepted()) {
                if (report.given("continuationToken").isEmpty()) {
                    report.answered().ifPresent(attempt -> over.merge(job.action(), attempt.ended(), Math::min));
                }
            }
        }
        for (JobStory job : evidence.work().jobs().values()) {
            Long end = over.get(job.action());
            for (Call poll : job.polls()) {
                long asked = poll.answered().map(Attempt::sent).orElse(0L);
                if (end != null && asked > end) {
                    violation.accept("job " + job.id() + " of action " + job.action()
                            + " was given out after the action's end was acknowledged: " + poll);
                }
            }
        }
    }
}
