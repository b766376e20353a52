package dev.penstock.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;

/** What happened when: the actions of one execution, as the API tells them. */
public record Timeline(List<ActionExecutionDetail> actions) {

    void print(PrintStream out) {
        List<ActionExecutionDetail> inOrder = actions.stream()
                .sorted(Comparator.comparing(ActionExecutionDetail::startTime))
                .toList();
        Instant first = inOrder.isEmpty() ? Instant.EPOCH : inOrder.getFirst().startTime();
        for (ActionExecutionDetail action : inOrder) {
            out.println(String.format(
                            "  +%5.1f s  %-9s %-10s %-10s in %5.1f s  %s",
                            seconds(first, action.startTime()),
                            action.stageName(),
                            action.actionName(),
                            action.statusAsString(),
                            seconds(action.startTime(), action.lastUpdateTime()),
                            summary(action))
                    .stripTrailing());
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static String summary(ActionExecutionDetail action) {
        if (action.output() == null || action.output().executionResult() == null) {
            return "";
        }
        var result = action.output().executionResult();
        String summary = result.externalExecutionSummary();
        if (summary == null) {
            return result.externalExecutionId() == null ? "" : result.externalExecutionId();
        }
        return summary.lines().findFirst().orElse("");
    }
}
