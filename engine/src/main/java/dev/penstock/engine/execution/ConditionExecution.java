package dev.penstock.engine.execution;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;

/**
 * The condition at one gate of a stage, as one execution meets it (spec engine 1.4, 6.2).
 *
 * @param summary why it did not hold; null while it is open and when it held
 * @param rules its rules by name, in declared order
 */
public record ConditionExecution(
        Gate gate,
        ConditionExecutionStatus status,
        @Nullable String summary,
        Instant lastStatusChange,
        Map<String, RuleExecution> rules) {

    public static ConditionExecution begun(Gate gate, Instant now) {
        return new ConditionExecution(gate, ConditionExecutionStatus.IN_PROGRESS, null, now, Map.of());
    }

    public boolean inProgress() {
        return status == ConditionExecutionStatus.IN_PROGRESS;
    }

    /** True while some rule is. */
    public boolean running() {
        return rules.values().stream().anyMatch(RuleExecution::running);
    }

    /** True if it held, or somebody decided to go on all the same. */
    public boolean passed() {
        return status == ConditionExecutionStatus.SUCCEEDED || status == ConditionExecutionStatus.OVERRIDDEN;
    }

    public ConditionExecution with(RuleExecution rule) {
        Map<String, RuleExecution> next = new LinkedHashMap<>(rules);
        next.put(rule.ruleName(), rule);
        return new ConditionExecution(gate, status, summary, lastStatusChange, next);
    }

    public ConditionExecution withStatus(ConditionExecutionStatus next, @Nullable String why, Instant now) {
        return new ConditionExecution(gate, next, why, now, rules);
    }
}
