package dev.penstock.store.memory;

import dev.penstock.store.execution.Executions.Place;
import dev.penstock.store.execution.RuleHistory;
import dev.penstock.store.execution.RuleRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryRuleHistory implements RuleHistory {

    private final Tables tables;

    MemoryRuleHistory(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<RuleRecord> list(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit) {
        return MemoryExecutions.page(
                Optional.ofNullable(tables.pipelines.get(pipelineId)).stream()
                        .flatMap(rows -> rows.rules.descending().stream()),
                executionId,
                RuleRecord::pipelineExecutionId,
                latestOnly ? MemoryRuleHistory::words : null,
                record -> MemoryExecutions.later(
                        before, record.rule().startTime(), record.rule().id()),
                limit);
    }

    private static Words words(RuleRecord record) {
        return Words.of(
                record.pipelineExecutionId(),
                record.rule().stageName(),
                record.rule().gate().name(),
                record.rule().ruleName());
    }
}
