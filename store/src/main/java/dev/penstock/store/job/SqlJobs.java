package dev.penstock.store.job;

import dev.penstock.engine.Decision.JobEnd;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** {@link Jobs} in tables. */
public final class SqlJobs implements Jobs {

    private static final String INSERT = """
            INSERT INTO job (id, pipeline_id, queue, query_value, status, revision_counter, nonce, created_at,
                available_at, dispatched_at, ack_deadline, acknowledged_at, acknowledged_by, deadline, job_deadline,
                completed_at, result_fingerprint, due_at, timeout_at, sealed)
            VALUES (:id, :pipeline, :queue, :queryValue, :status, :counter, :nonce, :created,
                :available, :dispatched, :ackDeadline, :acknowledged, :acknowledgedBy, :deadline, :jobDeadline,
                :completed, :fingerprint, :due, :timeout, :sealed)
            """;

    private static final String UPDATE = """
            UPDATE job
            SET status = :status, revision_counter = :counter, nonce = :nonce, available_at = :available,
                dispatched_at = :dispatched, ack_deadline = :ackDeadline, acknowledged_at = :acknowledged,
                acknowledged_by = :acknowledgedBy, job_deadline = :jobDeadline, completed_at = :completed,
                result_fingerprint = :fingerprint, due_at = :due, timeout_at = :timeout
            WHERE id = :id
            """;

    /** What giving a job to a worker changes. An index is written again for each of its columns that is named, so no more. */
    private static final String DISPATCH = """
            UPDATE job
            SET status = :status, revision_counter = :counter, nonce = :nonce, available_at = :available,
                dispatched_at = :dispatched, ack_deadline = :ackDeadline, due_at = :due
            WHERE id = :id
            """;

    /** What an end changes of a job, however far it had come. */
    private static final String CLOSE = """
            UPDATE job
            SET status = :status, revision_counter = :counter, ack_deadline = NULL, completed_at = :completed,
                result_fingerprint = :fingerprint, due_at = NULL, timeout_at = NULL
            WHERE id = :id
            """;

    /** Queues of the server's own workers: from {@code server:} up to the next character after the colon. */
    private static final String SERVER_QUEUES = "queue >= 'server:' AND queue < 'server;'";

    private static final String BACKLOG = """
            SELECT queue, count(*) AS unfinished, count(acknowledged_at) AS working,
                min(CASE WHEN acknowledged_at IS NULL THEN created_at END) AS oldest
            FROM job
            WHERE timeout_at IS NOT NULL
            """;

    private final Session session;

    public SqlJobs(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Job> find(String jobId) {
        return session.handle()
                .createQuery("SELECT * FROM job WHERE id = :id")
                .bind("id", jobId)
                .map(this::job)
                .findOne();
    }

    @Override
    public void insert(Job job) {
        insert(List.of(job));
    }

    @Override
    public boolean update(Job seen, Job next) {
        return JobRows.bindProgress(
                                session.handle()
                                        .createUpdate(UPDATE
                                                + " AND status = :seenStatus AND revision_counter = :seenCounter"),
                                next)
                        .bind("seenStatus", seen.status().toString())
                        .bind("seenCounter", seen.revisionCounter())
                        .execute()
                == 1;
    }

    /**
     * Adds new jobs and replaces known ones, whatever they were; the caller holds the pipeline's lock. The ends come first:
     * their outcome is asked for, while what is only added may wait for more.
     */
    public void save(List<Job> jobs) {
        // only an end comes back from the engine for a job that is stored already
        List<Job> unknown =
                jobs.stream().filter(Job::terminal).filter(job -> !close(job)).toList();
        insert(jobs.stream().filter(job -> !job.terminal()).toList());
        insert(unknown);
    }

    private void insert(List<Job> jobs) {
        session.changeEach(
                INSERT,
                jobs,
                (values, job) -> JobRows.bindIdentity(JobRows.bindProgress(values, job), job, session.sealer()));
    }

    private boolean close(Job ended) {
        return session.handle()
                        .createUpdate(CLOSE)
                        .bind("status", ended.status().toString())
                        .bind("counter", ended.revisionCounter())
                        .bind("completed", Moments.microsOrNull(ended.completedAt()))
                        .bind("fingerprint", ended.resultFingerprint())
                        .bind("id", ended.id())
                        .execute()
                == 1;
    }

    /** Ends jobs known by id only; those that are over stay as they are. The caller holds the pipeline's lock. */
    public void end(List<JobEnd> ends) {
        session.changeEach(
                """
                UPDATE job
                SET status = :status, revision_counter = revision_counter + 1, completed_at = :at,
                    ack_deadline = NULL, due_at = NULL, timeout_at = NULL
                WHERE id = :id AND completed_at IS NULL
                """,
                ends,
                (values, end) -> values.bind("status", end.status().toString())
                        .bind("at", Moments.micros(end.at()))
                        .bind("id", end.jobId()));
    }

    @Override
    public List<Job> claim(String queue, @Nullable String queryValue, int max, Instant now, Duration ackWindow) {
        Query due = session.handle()
                .createQuery("SELECT * FROM job WHERE queue = :queue" + byValue(queryValue)
                        + " AND due_at <= :now ORDER BY due_at, created_at, id LIMIT :max"
                        + session.dialect().claimRows())
                .bind("queue", queue)
                .bind("now", Moments.micros(now))
                .bind("max", max);
        List<Job> claimed = bindValue(due, queryValue).map(this::job).list().stream()
                .map(job -> JobProtocol.dispatch(job, now, ackWindow))
                .toList();
        session.changeEach(DISPATCH, claimed, JobRows::bindDispatch);
        return claimed;
    }

    @Override
    public Optional<Instant> nextDue(String queue, @Nullable String queryValue) {
        Query next = session.handle()
                .createQuery("SELECT due_at FROM job WHERE queue = :queue" + byValue(queryValue)
                        + " AND due_at IS NOT NULL ORDER BY due_at LIMIT 1")
                .bind("queue", queue);
        return bindValue(next, queryValue)
                .map((row, context) -> Moments.get(row, "due_at"))
                .findOne();
    }

    @Override
    public List<Backlog> backlogOf(String accountId, String region) {
        return backlogs(session.handle()
                .createQuery(BACKLOG + """
                        AND pipeline_id IN (SELECT id FROM pipeline WHERE account_id = :account AND region = :region)
                        GROUP BY queue
                        """)
                .bind("account", accountId)
                .bind("region", region));
    }

    @Override
    public List<Backlog> backlogOf(List<String> queues) {
        return queues.isEmpty()
                ? List.of()
                : backlogs(session.handle()
                        .createQuery(BACKLOG + "AND queue IN (<queues>) GROUP BY queue")
                        .bindList("queues", queues));
    }

    private static List<Backlog> backlogs(Query query) {
        return query.map((row, context) -> {
                    int working = row.getInt("working");
                    return new Backlog(
                            row.getString("queue"),
                            row.getInt("unfinished") - working,
                            working,
                            Moments.getOrNull(row, "oldest"));
                })
                .list();
    }

    private static String byValue(@Nullable String queryValue) {
        return queryValue == null ? "" : " AND query_value = :value";
    }

    private static Query bindValue(Query query, @Nullable String queryValue) {
        return queryValue == null ? query : query.bind("value", queryValue);
    }

    @Override
    public List<Job> overdue(Instant now, int limit) {
        return session.handle()
                .createQuery("SELECT * FROM job WHERE timeout_at <= :now ORDER BY timeout_at LIMIT :limit")
                .bind("now", Moments.micros(now))
                .bind("limit", limit)
                .map(this::job)
                .list();
    }

    @Override
    public Optional<Instant> nextTimeout() {
        return session.handle()
                .createQuery("SELECT timeout_at FROM job WHERE timeout_at IS NOT NULL ORDER BY timeout_at LIMIT 1")
                .map((row, context) -> Moments.get(row, "timeout_at"))
                .findOne();
    }

    @Override
    public boolean renew(String jobId, String nonce, Instant ackDeadline) {
        return session.handle()
                        .createUpdate("""
                        UPDATE job SET ack_deadline = :deadline, due_at = :deadline
                        WHERE id = :id AND status = 'Dispatched' AND nonce = :nonce
                        """)
                        .bind("deadline", Moments.micros(ackDeadline))
                        .bind("id", jobId)
                        .bind("nonce", nonce)
                        .execute()
                == 1;
    }

    @Override
    public int requeueServerJobs(Instant now) {
        return session.handle()
                .createUpdate("UPDATE job SET ack_deadline = :now, due_at = :now WHERE " + SERVER_QUEUES
                        + " AND due_at > :now AND status = 'Dispatched'")
                .bind("now", Moments.micros(now))
                .execute();
    }

    @Override
    public void skipNonces() {
        session.change(
                "UPDATE job SET revision_counter = revision_counter + :skipped WHERE due_at IS NOT NULL",
                values -> values.bind("skipped", NONCES_SKIPPED));
    }

    @Override
    public int purge(Instant completedBefore, int limit) {
        return session.handle()
                .createUpdate("""
                        DELETE FROM job WHERE id IN (
                            SELECT id FROM job WHERE completed_at < :before ORDER BY completed_at LIMIT :limit)
                        """)
                .bind("before", Moments.micros(completedBefore))
                .bind("limit", limit)
                .execute();
    }

    private Job job(ResultSet row, StatementContext context) throws SQLException {
        return JobRows.job(row, session.sealer());
    }
}
