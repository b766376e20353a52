package dev.penstock.bench.raw;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks on while a server works on one pipeline, and takes samples of what it writes: call {@link #claimed},
 * {@link #acknowledged} and {@link #succeeded} after these calls for each job of an execution in turn, then
 * {@link #started} after the next start.
 */
public final class Samples implements AutoCloseable {
    private final PreparedConnection database;
    private final Row pipeline;
    private final List<Sample.OfJob> jobs = new ArrayList<>();
    private final Set<Row> seenActions = new HashSet<>();
    private final List<Row> states = new ArrayList<>();
    private final List<Sample> starts = new ArrayList<>();
    private long seenEvent;

    /**
     * Begins to look.
     *
     * @param connection beside the server's own; closed with this
     * @param pipeline name of one that was just created, so that its first job waits; no other has this name
     */
    public Samples(Connection connection, String pipeline) throws SQLException {
        this.database = new PreparedConnection(connection, false, text -> {});
        this.pipeline = database.one("SELECT * FROM pipeline WHERE name = ?", pipeline);
        Sample _ = written();
    }

    public void claimed(String jobId) throws SQLException {
        states.clear();
        states.add(job(jobId));
    }

    public void acknowledged(String jobId) throws SQLException {
        states.add(job(jobId));
    }

    public void succeeded(String jobId) throws SQLException {
        jobs.add(new Sample.OfJob(states.getFirst(), states.getLast(), job(jobId), written()));
    }

    public void started() throws SQLException {
        starts.add(written());
    }

    private Row job(String id) throws SQLException {
        return database.one(CycleSql.JOB, id);
    }

    private Sample written() throws SQLException {
        String id = pipeline.text("id");
        Row execution =
                database.one("SELECT * FROM execution WHERE pipeline_id = ? ORDER BY sequence DESC LIMIT 1", id);
        List<Row> actions = new ArrayList<>();
        for (Row action : database.query(
                "SELECT * FROM action_execution WHERE pipeline_id = ? AND execution_id = ? ORDER BY start_time, id",
                id,
                execution.text("id"))) {
            if (seenActions.add(action)) {
                actions.add(action);
            }
        }
        List<String> events = new ArrayList<>();
        for (Row event : database.query(
                "SELECT sequence, document FROM event_outbox WHERE pipeline_id = ? AND sequence > ? ORDER BY sequence",
                id,
                seenEvent)) {
            seenEvent = event.number("sequence");
            events.add(event.text("document"));
        }
        List<Row> unfinished = database.query("SELECT * FROM job WHERE pipeline_id = ? AND completed_at IS NULL", id);
        return new Sample(
                database.one("SELECT * FROM pipeline WHERE id = ?", id),
                execution,
                actions,
                unfinished.isEmpty() ? null : unfinished.getFirst(),
                events);
    }

    /** The jobs of one execution, in the order of its stages. */
    List<Sample.OfJob> jobs() {
        return jobs;
    }

    /** Of the start that followed. */
    Sample start() {
        return starts.getLast();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
