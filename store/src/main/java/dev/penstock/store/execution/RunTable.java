package dev.penstock.store.execution;

import dev.penstock.store.execution.Executions.Place;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A table of the runs of actions or of rules, whose history is read alike.
 *
 * @param later whether a row {@code later} of the same execution and stage is a newer run of the same as {@code run}
 */
record RunTable(String name, String later) {
    static final RunTable ACTIONS =
            new RunTable("action_execution", "later.action_name = run.action_name AND later.attempt > run.attempt");

    static final RunTable RULES = new RunTable("rule_execution", """
            later.gate = run.gate AND later.rule_name = run.rule_name
                AND (later.start_time, later.id) > (run.start_time, run.id)
            """);

    /**
     * Execution, version and document of runs, newest start first, ties by id.
     *
     * @param executionId only of this execution; null for all
     * @param latestOnly only the newest run of each action or rule in its execution
     * @param before only runs that stand after this place in the order; null for the newest
     */
    Query newest(
            Session session,
            String pipelineId,
            @Nullable String executionId,
            boolean latestOnly,
            @Nullable Place before,
            int limit) {
        StringBuilder sql = new StringBuilder("""
                SELECT execution_id, pipeline_version, document FROM %s run
                WHERE pipeline_id = :pipeline AND (start_time, id) < (:time, :id)
                """.formatted(name));
        if (executionId != null) {
            sql.append(" AND execution_id = :execution");
        }
        if (latestOnly) {
            sql.append("""
                     AND NOT EXISTS (SELECT 1 FROM %s later
                        WHERE later.pipeline_id = run.pipeline_id AND later.execution_id = run.execution_id
                            AND later.stage_name = run.stage_name AND %s)
                    """.formatted(name, later));
        }
        Query query = session.handle()
                .createQuery(sql.append(" ORDER BY start_time DESC, id DESC LIMIT :limit"))
                .bind("pipeline", pipelineId)
                .bind("time", before == null ? Long.MAX_VALUE : Moments.micros(before.startTime()))
                .bind("id", before == null ? "" : before.actionExecutionId())
                .bind("limit", limit);
        return executionId == null ? query : query.bind("execution", executionId);
    }
}
