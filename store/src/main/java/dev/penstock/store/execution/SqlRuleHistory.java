package dev.penstock.store.execution;

import dev.penstock.engine.Decision.RuleChange;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.store.document.Documents;
import dev.penstock.store.execution.Executions.Place;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link RuleHistory} in tables. */
public final class SqlRuleHistory implements RuleHistory {
    private final Session session;

    public SqlRuleHistory(Session session) {
        this.session = session;
    }

    @Override
    public List<RuleRecord> list(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit) {
        return RunTable.RULES
                .newest(session, pipelineId, executionId, latestOnly, before, limit)
                .map((row, context) -> new RuleRecord(
                        row.getString("execution_id"),
                        row.getInt("pipeline_version"),
                        Documents.read(row.getString("document"), RuleExecution.class)))
                .list();
    }

    /** Adds or replaces runs of rules. */
    public void save(String pipelineId, List<RuleChange> changes) {
        session.changeEach("""
                INSERT INTO rule_execution (id, pipeline_id, execution_id, pipeline_version,
                    stage_name, gate, rule_name, start_time, document)
                VALUES (:id, :pipeline, :execution, :version, :stage, :gate, :rule, :start, :document)
                ON CONFLICT (id) DO UPDATE SET document = excluded.document
                """, changes, (values, change) -> {
            RuleExecution rule = change.rule();
            values.bind("id", rule.id())
                    .bind("pipeline", pipelineId)
                    .bind("execution", change.execution().id())
                    .bind("version", change.execution().version())
                    .bind("stage", rule.stageName())
                    .bind("gate", rule.gate().name())
                    .bind("rule", rule.ruleName())
                    .bind("start", Moments.micros(rule.startTime()))
                    .bind("document", Documents.write(rule));
        });
    }
}
