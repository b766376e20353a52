package dev.penstock.bench.raw;

import dev.penstock.store.sql.Dialect;

/**
 * The statements of a partner's cycle as the server's store sends them; {@code SameStatementsTest} compares them with what a
 * server really runs.
 */
final class CycleSql {
    static final String NEXT_DUE = line("""
            SELECT due_at FROM job WHERE queue = ? AND due_at IS NOT NULL ORDER BY due_at LIMIT 1
            """);

    static final String JOB = "SELECT * FROM job WHERE id = ?";

    static final String PIPELINE_BY_NAME = line("""
            SELECT * FROM pipeline WHERE account_id = ? AND region = ? AND name = ?
            """);

    static final String LIVE_EXECUTIONS = line("""
            SELECT sequence, document FROM execution WHERE pipeline_id = ? AND live ORDER BY sequence
            """);

    static final String LIVE_EXECUTIONS_AND_ONE = line("""
            SELECT sequence, document FROM execution WHERE pipeline_id = ? AND live
            UNION ALL
            SELECT sequence, document FROM execution WHERE pipeline_id = ? AND id IN (?) AND NOT live
            ORDER BY sequence
            """);

    static final String INSERT_JOB = line("""
            INSERT INTO job (id, pipeline_id, queue, query_value, status, revision_counter, nonce, created_at,
                available_at, dispatched_at, ack_deadline, acknowledged_at, acknowledged_by, deadline, job_deadline,
                completed_at, result_fingerprint, due_at, timeout_at, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);

    static final String DISPATCH_JOB = line("""
            UPDATE job
            SET status = ?, revision_counter = ?, nonce = ?, available_at = ?, dispatched_at = ?, ack_deadline = ?,
                due_at = ?
            WHERE id = ?
            """);

    static final String UPDATE_JOB_AS_SEEN = line("""
            UPDATE job
            SET status = ?, revision_counter = ?, nonce = ?, available_at = ?, dispatched_at = ?, ack_deadline = ?,
                acknowledged_at = ?, acknowledged_by = ?, job_deadline = ?, completed_at = ?, result_fingerprint = ?,
                due_at = ?, timeout_at = ?
            WHERE id = ? AND status = ? AND revision_counter = ?
            """);

    static final String CLOSE_JOB = line("""
            UPDATE job
            SET status = ?, revision_counter = ?, ack_deadline = NULL, completed_at = ?, result_fingerprint = ?,
                due_at = NULL, timeout_at = NULL
            WHERE id = ?
            """);

    static final String UPDATE_PIPELINE = "UPDATE pipeline SET counter = ?, stages = ? WHERE id = ?";

    static final String SAVE_EXECUTION = line("""
            INSERT INTO execution
                (pipeline_id, id, sequence, live, status, start_time, client_request_token, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline_id, id)
            DO UPDATE SET live = excluded.live, status = excluded.status, document = excluded.document
            """);

    static final String SAVE_ACTION = line("""
            INSERT INTO action_execution (id, pipeline_id, execution_id, pipeline_version,
                stage_name, action_name, attempt, start_time, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            """);

    static final String SAVE_STAGE_SUCCESS = line("""
            INSERT INTO stage_success (pipeline_id, version, stage_name, sequence, execution_id)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """);

    static final String INSERT_EVENT = line("""
            INSERT INTO event_outbox (pipeline_id, account_id, region, pipeline_name, document)
            VALUES (?, ?, ?, ?, ?)
            """);

    static final String WAITING_EVENT =
            "SELECT sequence FROM event_outbox WHERE position IS NULL ORDER BY sequence LIMIT 1";

    static final String NEXT_EVENTS = "SELECT * FROM event_outbox WHERE position IS NULL ORDER BY sequence LIMIT ?";

    static final String PUBLISH_EVENT = "UPDATE event_outbox SET position = ? WHERE sequence = ?";

    static final String SAVE_PROGRESS = "UPDATE event_progress SET last_position = ?, forgotten = ? WHERE id = 1";

    final String dueJobs;
    final String lockPipeline;
    final String lockProgress;
    final String lockSubscriptions;

    /** @param dialect says how rows are locked */
    CycleSql(Dialect dialect) {
        dueJobs = "SELECT * FROM job WHERE queue = ? AND due_at <= ? ORDER BY due_at, created_at, id LIMIT ?"
                + dialect.claimRows();
        lockPipeline = "SELECT * FROM pipeline WHERE id = ? AND account_id <> ''" + dialect.lockRow();
        lockProgress = "SELECT last_position, forgotten FROM event_progress WHERE id = 1" + dialect.lockRow();
        lockSubscriptions = "SELECT id, filter FROM event_subscription ORDER BY id" + dialect.lockRow();
    }

    /** In one line, whatever blanks it was written with. */
    static String line(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }
}
