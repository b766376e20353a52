package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.History.ActionRun;
import dev.penstock.bench.crash.record.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An execution whose start was answered exists, once; an approval that was answered is what the history has; a retry that was
 * answered made another attempt.
 */
final class AnswersAreTrue implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Map<String, Long> listed = evidence.history().executions().stream()
                .collect(Collectors.groupingBy(History.Execution::id, Collectors.counting()));
        listed.forEach((id, times) -> {
            if (times > 1) {
                violation.accept("execution " + id + " is listed " + times + " times");
            }
        });
        evidence.records()
                .calls("StartPipelineExecution")
                .forEach(call -> call.answer().ifPresent(body -> {
                    String id = body.path("pipelineExecutionId").asString("");
                    if (!listed.containsKey(id)) {
                        violation.accept(call + " was told of execution " + id + ", which does not exist");
                    }
                }));
        approvals(evidence, violation);
        retries(evidence, violation);
    }

    private static void approvals(Evidence evidence, Consumer<String> violation) {
        Map<String, String> bySummary = new HashMap<>();
        evidence.history().actions().stream()
                .filter(action -> action.stage().equals("Approve"))
                .forEach(action ->
                        bySummary.put(action.summary().isEmpty() ? action.error() : action.summary(), action.status()));
        evidence.records()
                .calls("PutApprovalResult")
                .filter(call -> call.answered().isPresent())
                .forEach(call -> {
                    String summary = call.input().at("/result/summary").asString("");
                    String status =
                            call.input().at("/result/status").asString("").equals("Approved") ? "Succeeded" : "Failed";
                    String found = bySummary.get(summary);
                    if (!status.equals(found)) {
                        violation.accept(call + " '" + summary + "' shall be " + status + " but is " + found);
                    }
                });
    }

    private static void retries(Evidence evidence, Consumer<String> violation) {
        Map<String, Set<String>> attempts = new HashMap<>();
        for (ActionRun action : evidence.history().actions()) {
            attempts.merge(
                    action.execution() + action.stage() + action.action(),
                    Set.of(action.id()),
                    (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream())
                            .collect(Collectors.toSet()));
        }
        for (Call call : evidence.records().calls("RetryStageExecution").toList()) {
            String stage = call.given("pipelineExecutionId") + call.given("stageName");
            boolean again = attempts.entrySet().stream()
                    .anyMatch(entry ->
                            entry.getKey().startsWith(stage) && entry.getValue().size() > 1);
            if (call.answered().isPresent() && !again) {
                violation.accept(call + " was answered, but the stage has no further attempt");
            }
        }
    }
}
