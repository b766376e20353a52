package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.record.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A token starts one execution, whoever repeats it is told that one, and there is no execution that nobody asked for but the
 * first one of each pipeline, which its creation starts.
 */
final class OneExecutionPerToken implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Map<String, Set<String>> answers = new HashMap<>();
        long unanswered = 0;
        for (Call call : evidence.records().calls("StartPipelineExecution").toList()) {
            Set<String> ids = call.answer().stream()
                    .map(body -> body.path("pipelineExecutionId").asString(""))
                    .collect(Collectors.toSet());
            answers.merge(call.given("clientRequestToken"), ids, OneExecutionPerToken::union);
            if (mayHaveStartedUnseen(call)) {
                unanswered++;
            }
        }
        answers.forEach((token, ids) -> {
            if (ids.size() > 1) {
                violation.accept("the token " + token + " started more than one execution: " + ids);
            }
        });
        Map<String, Long> started = answers.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        started.forEach((id, tokens) -> {
            if (tokens > 1) {
                violation.accept(tokens + " tokens started the same execution " + id);
            }
        });
        unasked(evidence, started.keySet(), unanswered, violation);
    }

    /**
     * An attempt without an answer may have reached a server that stood still, and start something when it goes on, long
     * after its repetition was refused by another one.
     */
    private static boolean mayHaveStartedUnseen(Call call) {
        return call.last().isEmpty()
                || call.answered().isEmpty()
                        && call.attempts().stream()
                                .anyMatch(attempt -> !attempt.outcome().definitive());
    }

    private static void unasked(Evidence evidence, Set<String> started, long unanswered, Consumer<String> violation) {
        Map<String, List<String>> others = evidence.history().executions().stream()
                .filter(execution -> !started.contains(execution.id()))
                .collect(Collectors.groupingBy(
                        History.Execution::pipeline, Collectors.mapping(History.Execution::id, Collectors.toList())));
        others.forEach((pipeline, ids) -> {
            if (ids.size() > 1 + unanswered) {
                violation.accept(pipeline + " has executions that nobody asked for: " + ids);
            }
        });
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }
}
