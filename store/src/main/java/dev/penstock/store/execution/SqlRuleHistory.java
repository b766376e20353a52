package dev.penstock.store.execution;

import dev.penstock.engine.Decision.RuleChange;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.store.document.Documents;
import dev.penstock.store.execution.Executions.Place;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
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
        StringBuilder sql = new StringBuilder("""
                SELECT execution_id, pipeline_version, document FROM rule_execution r
                WHERE pipeline_id = :pipeline AND (start_time, id) < (:time, :id)
                """);
        if (executionId != null) {
            sql.append(" AND execution_id = :execution");
        }
        if (latestOnly) {
            sql.append("""
                     AND NOT EXISTS (SELECT 1 FROM rule_execution later
                        WHERE later.pipeline_id = r.pipeline_id AND later.execution_id = r.execution_id
                            AND later.stage_name = r.stage_name AND later.gate = r.gate
                            AND later.rule_name = r.rule_name
                            AND (later.start_time, later.id) > (r.start_time, r.id))
                    """);
        }
        Query query = session.handle()
                .createQuery(sql.append(" ORDER BY start_time DESC, id DESC LIMIT :limit"))
                .bind("pipeline", pipelineId)
                .bind("time", before == null ? Long.MAX_VALUE : Moments.micros(before.startTime()))
                .bind("id", before == null ? "" : before.actionExecutionId())
                .bind("limit", limit);
        if (executionId != null) {
            query.bind("execution", executionId);
        }
        return query.map((row, context) -> new RuleRecord(
                        row.getString("execution_id"),
                        row.getInt("pipeline_version"),
                        Documents.read(row.getString("document"), RuleExecution.class)))
                .list();
    }

    /** Adds or replaces runs of rules. */
    public void save(String pipelineId, List<RuleChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        PreparedBatch batch = session.handle().prepareBatch("""
                INSERT INTO rule_execution (id, pipeline_id, execution_id, pipeline_version,
                    stage_name, gate, rule_name, start_time, document)
                VALUES (:id, :pipeline, :execution, :version, :stage, :gate, :rule, :start, :document)
                ON CONFLICT (id) DO UPDATE SET document = excluded.document
                """);
        for (RuleChange change : changes) {
            RuleExecution rule = change.rule();
            batch.bind("id", rule.id())
                    .bind("pipeline", pipelineId)
                    .bind("execution", change.execution().id())
                    .bind("version", change.execution().version())
                    .bind("stage", rule.stageName())
                    .bind("gate", rule.gate().name())
                    .bind("rule", rule.ruleName())
                    .bind("start", Moments.micros(rule.startTime()))
                    .bind("document", Documents.write(rule))
                    .add();
        }
        batch.execute();
    }
}
