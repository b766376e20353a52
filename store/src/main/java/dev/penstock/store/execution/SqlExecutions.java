package dev.penstock.store.execution;

import dev.penstock.engine.Decision;
import dev.penstock.engine.Decision.ActionChange;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.document.Documents;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;

/** {@link Executions} in tables. */
public final class SqlExecutions implements Executions {

    private final Session session;

    public SqlExecutions(Session session) {
        this.session = session;
    }

    @Override
    public Optional<PipelineExecution> find(String pipelineId, String executionId) {
        return session.handle()
                .createQuery("SELECT document FROM execution WHERE pipeline_id = :pipeline AND id = :id")
                .bind("pipeline", pipelineId)
                .bind("id", executionId)
                .map(SqlExecutions::execution)
                .findOne();
    }

    @Override
    public Optional<PipelineExecution> findByToken(String pipelineId, String clientRequestToken) {
        return session.handle()
                .createQuery("""
                        SELECT document FROM execution
                        WHERE pipeline_id = :pipeline AND client_request_token = :token
                        ORDER BY sequence DESC LIMIT 1
                        """)
                .bind("pipeline", pipelineId)
                .bind("token", clientRequestToken)
                .map(SqlExecutions::execution)
                .findOne();
    }

    @Override
    public List<PipelineExecution> list(String pipelineId, @Nullable Long beforeSequence, int limit) {
        return newest(pipelineId, beforeSequence, limit)
                .map(SqlExecutions::execution)
                .list();
    }

    @Override
    public List<ExecutionSummary> summaries(String pipelineId, @Nullable Long beforeSequence, int limit) {
        return newest(pipelineId, beforeSequence, limit)
                .map(SqlExecutions::summary)
                .list();
    }

    private Query newest(String pipelineId, @Nullable Long beforeSequence, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT document FROM execution
                        WHERE pipeline_id = :pipeline AND sequence < :before
                        ORDER BY sequence DESC LIMIT :limit
                        """)
                .bind("pipeline", pipelineId)
                .bind("before", beforeSequence == null ? Long.MAX_VALUE : beforeSequence)
                .bind("limit", limit);
    }

    @Override
    public Optional<PipelineExecution> newestFinished(String pipelineId) {
        return session.handle()
                .createQuery("""
                        SELECT document FROM execution
                        WHERE pipeline_id = :pipeline AND NOT live
                        ORDER BY sequence DESC LIMIT 1
                        """)
                .bind("pipeline", pipelineId)
                .map(SqlExecutions::execution)
                .findOne();
    }

    @Override
    public List<ExecutionSummary> succeededIn(
            String pipelineId, int version, String stageName, @Nullable Long beforeSequence, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT e.document FROM stage_success s
                        JOIN execution e ON e.pipeline_id = s.pipeline_id AND e.id = s.execution_id
                        WHERE s.pipeline_id = :pipeline AND s.version = :version AND s.stage_name = :stage
                            AND s.sequence < :before
                        ORDER BY s.sequence DESC LIMIT :limit
                        """)
                .bind("pipeline", pipelineId)
                .bind("version", version)
                .bind("stage", stageName)
                .bind("before", beforeSequence == null ? Long.MAX_VALUE : beforeSequence)
                .bind("limit", limit)
                .map(SqlExecutions::summary)
                .list();
    }

    @Override
    public List<String> pipelinesWithHistoryBefore(Instant before, String after, int limit) {
        // A look at each pipeline's oldest execution: few of them, and never all that is old.
        return session.handle()
                .createQuery("""
                        SELECT id FROM pipeline
                        WHERE id > :after
                            AND (SELECT start_time FROM execution WHERE pipeline_id = pipeline.id
                                ORDER BY sequence LIMIT 1) < :before
                        ORDER BY id LIMIT :limit
                        """)
                .bind("after", after)
                .bind("before", Moments.micros(before))
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    @Override
    public List<Past> begunBefore(String pipelineId, Instant before, long afterSequence, int limit) {
        record Row(Past past, long startTime) {}
        long end = Moments.micros(before);
        return session
                .handle()
                .createQuery("""
                        SELECT id, sequence, live, start_time FROM execution
                        WHERE pipeline_id = :pipeline AND sequence > :after
                        ORDER BY sequence LIMIT :limit
                        """)
                .bind("pipeline", pipelineId)
                .bind("after", afterSequence)
                .bind("limit", limit)
                .map((row, context) -> new Row(
                        new Past(row.getString("id"), row.getLong("sequence"), row.getBoolean("live")),
                        row.getLong("start_time")))
                .list()
                .stream()
                // not a condition of the query, which would read on to the end for more of them
                .takeWhile(row -> row.startTime < end)
                .map(Row::past)
                .toList();
    }

    @Override
    public int forget(String pipelineId, Collection<String> executionIds) {
        return executionIds.isEmpty()
                ? 0
                : session.handle()
                        .createUpdate(
                                "DELETE FROM execution WHERE pipeline_id = :pipeline AND id IN (<ids>) AND NOT live")
                        .bind("pipeline", pipelineId)
                        .bindList("ids", List.copyOf(executionIds))
                        .execute();
    }

    @Override
    public Optional<String> executionOfAction(String pipelineId, String actionExecutionId) {
        return session.handle()
                .createQuery("SELECT execution_id FROM action_execution WHERE id = :id AND pipeline_id = :pipeline")
                .bind("id", actionExecutionId)
                .bind("pipeline", pipelineId)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public Optional<String> pipelineOfAction(String actionExecutionId) {
        return session.handle()
                .createQuery("SELECT pipeline_id FROM action_execution WHERE id = :id")
                .bind("id", actionExecutionId)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public List<PipelineExecution> liveAnd(String pipelineId, Collection<String> named) {
        String live = "SELECT sequence, document FROM execution WHERE pipeline_id = :pipeline AND live";
        Query query = named.isEmpty()
                ? session.handle().createQuery(live + " ORDER BY sequence")
                : session.handle().createQuery(live + """
                                 UNION ALL
                                SELECT sequence, document FROM execution
                                WHERE pipeline_id = :pipeline AND id IN (<named>) AND NOT live
                                ORDER BY sequence
                                """).bindList("named", List.copyOf(named));
        // mostly what the last step wrote
        return query.bind("pipeline", pipelineId)
                .map((row, context) -> Documents.recall(row.getString("document"), PipelineExecution.class))
                .list();
    }

    @Override
    public List<ActionRecord> actions(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit) {
        return RunTable.ACTIONS
                .newest(session, pipelineId, executionId, latestOnly, before, limit)
                .map((row, context) -> new ActionRecord(
                        row.getString("execution_id"),
                        row.getInt("pipeline_version"),
                        Documents.read(row.getString("document"), ActionExecution.class)))
                .list();
    }

    /** Remembers in which stages standard executions succeeded; once is enough, however often a stage is retried. */
    public void saveStageSuccesses(String pipelineId, Decision decision) {
        for (Event event : decision.events()) {
            if (event instanceof Event.StageChanged stage && stage.state().equals("SUCCEEDED")) {
                decision.executions().stream()
                        .filter(execution ->
                                execution.id().equals(stage.subject().executionId()))
                        .filter(execution -> execution.type() == ExecutionType.STANDARD)
                        .findFirst()
                        .ifPresent(execution -> saveStageSuccess(pipelineId, execution, stage.stage()));
            }
        }
    }

    private void saveStageSuccess(String pipelineId, PipelineExecution execution, String stageName) {
        session.change(
                """
                INSERT INTO stage_success (pipeline_id, version, stage_name, sequence, execution_id)
                VALUES (:pipeline, :version, :stage, :sequence, :execution)
                ON CONFLICT DO NOTHING
                """,
                values -> values.bind("pipeline", pipelineId)
                        .bind("version", execution.version())
                        .bind("stage", stageName)
                        .bind("sequence", execution.sequence())
                        .bind("execution", execution.id()));
    }

    /** Adds or replaces executions. */
    public void save(String pipelineId, List<PipelineExecution> executions) {
        session.changeEach(
                """
                INSERT INTO execution
                    (pipeline_id, id, sequence, live, status, start_time, client_request_token, document)
                VALUES (:pipeline, :id, :sequence, :live, :status, :start, :token, :document)
                ON CONFLICT (pipeline_id, id)
                DO UPDATE SET live = excluded.live, status = excluded.status, document = excluded.document
                """,
                executions,
                (values, execution) -> values.bind("pipeline", pipelineId)
                        .bind("id", execution.id())
                        .bind("sequence", execution.sequence())
                        .bind("live", execution.live())
                        .bind("status", execution.status().toString())
                        .bind("start", Moments.micros(execution.startTime()))
                        .bind("token", execution.clientRequestToken())
                        .bind("document", Documents.keep(execution, PipelineExecution.class)));
    }

    /** Adds or replaces attempts of actions. */
    public void saveActions(String pipelineId, List<ActionChange> changes) {
        session.changeEach("""
                INSERT INTO action_execution (id, pipeline_id, execution_id, pipeline_version,
                    stage_name, action_name, attempt, start_time, document)
                VALUES (:id, :pipeline, :execution, :version, :stage, :action, :attempt, :start, :document)
                ON CONFLICT (id) DO UPDATE SET document = excluded.document
                """, changes, (values, change) -> {
            ActionExecution action = change.action();
            values.bind("id", action.id())
                    .bind("pipeline", pipelineId)
                    .bind("execution", change.execution().id())
                    .bind("version", change.execution().version())
                    .bind("stage", action.stageName())
                    .bind("action", action.actionName())
                    .bind("attempt", action.attempt())
                    .bind("start", Moments.micros(action.startTime()))
                    .bind("document", Documents.write(action));
        });
    }

    private static PipelineExecution execution(ResultSet row, StatementContext context) throws SQLException {
        return Documents.read(row.getString("document"), PipelineExecution.class);
    }

    private static ExecutionSummary summary(ResultSet row, StatementContext context) throws SQLException {
        return Documents.read(row.getString("document"), ExecutionSummary.class);
    }
}
