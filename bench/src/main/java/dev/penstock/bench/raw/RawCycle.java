package dev.penstock.bench.raw;

import dev.penstock.server.TimeOrderedIds;
import dev.penstock.store.sql.Moments;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a partner's cycle, reduced to what they do to the database: the server's statements in the server's
 * transactions, each of which reads and changes real rows, with documents as long as the server's own. Nothing is parsed,
 * decided, encrypted or checked. Thread-safe.
 */
public final class RawCycle implements AutoCloseable {
    private final RawDatabase database;
    private final CycleSql sql;
    private final List<Sample.OfJob> jobs;
    private final Sample start;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final WaitingJobs waiting = new WaitingJobs();
    private final RawPublisher publisher;
    private final Supplier<String> ids = new TimeOrderedIds(InstantSource.system(), (RandomGenerator)
            () -> ThreadLocalRandom.current().nextLong());

    /**
     * Takes over the database of a server that does not run any more.
     *
     * @param samples of the five jobs of an execution and the start after it
     */
    public RawCycle(RawDatabase database, Samples samples) {
        this.database = database;
        this.sql = new CycleSql(database.dialect());
        this.jobs = List.copyOf(samples.jobs());
        this.start = samples.start();
        this.publisher = new RawPublisher(database, sql);
        Boolean _ = database.read(this::readRuns);
    }

    /** All executions that live must be at their first job. */
    private boolean readRuns(PreparedConnection tx) throws SQLException {
        for (Row row : tx.query("""
                SELECT j.pipeline_id AS pipeline, e.id AS execution, e.sequence AS sequence, a.id AS action, j.queue AS queue
                FROM job j
                JOIN execution e ON e.pipeline_id = j.pipeline_id AND e.live
                JOIN action_execution a ON a.pipeline_id = e.pipeline_id AND a.execution_id = e.id
                WHERE j.completed_at IS NULL
                """)) {
            Row pipeline = tx.one("SELECT * FROM pipeline WHERE id = ? AND account_id <> ''", row.text("pipeline"));
            Run run = new Run(pipeline, row.text("execution"), row.number("sequence"), row.text("action"));
            runs.put(run.pipelineId(), run);
            waiting.add(row.text("queue"));
        }
        return !runs.isEmpty();
    }

    /** Begins to publish events. */
    public void begin() {
        publisher.start();
    }

    /** Takes a job; waits for one without asking the database, as a poll does that is held. Empty if none came. */
    public Optional<Run> poll(int stage, long waitMillis) throws InterruptedException {
        String queue = jobs.get(stage).claimed().text("queue");
        if (!waiting.take(queue, waitMillis, TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        List<Row> _ = database.look(tx -> tx.query(CycleSql.NEXT_DUE, queue));
        Optional<Run> claimed = Optional.empty();
        while (claimed.isEmpty()) {
            // PostgreSQL passes over a job that another one is taking, and a newer one may have come after it looked
            claimed = database.writeUnsynced(tx -> claim(tx, queue));
        }
        return claimed;
    }

    private Optional<Run> claim(PreparedConnection tx, String queue) throws SQLException {
        long now = now();
        List<Row> jobs = tx.query(sql.dueJobs, queue, now, 1);
        if (jobs.isEmpty()) {
            return Optional.empty();
        }
        Row due = jobs.getFirst();
        Run run = runs.get(due.text("pipeline_id"));
        if (run == null) {
            throw new IllegalStateException("a job of an unknown pipeline");
        }
        run.jobId = due.text("id");
        Row claimed = this.jobs.get(run.stage).claimed();
        tx.changeEach(
                CycleSql.DISPATCH_JOB,
                List.<@Nullable Object[]>of(
                        JobValues.dispatch(claimed, now - claimed.number("dispatched_at"), run.jobId)));
        return Optional.of(run);
    }

    public void details(Run run) {
        look(run);
    }

    /** As each call of a worker who has the job begins. */
    private void look(Run run) {
        Row _ = database.look(tx -> tx.one(CycleSql.JOB, run.jobId));
    }

    public void acknowledge(Run run) {
        look(run);
        Boolean _ = database.writeOne(tx -> {
            Sample.OfJob job = jobs.get(run.stage);
            Row taken = job.acknowledged();
            tx.change(
                    CycleSql.UPDATE_JOB_AS_SEEN,
                    JobValues.updateAsSeen(taken, now() - taken.number("acknowledged_at"), run.jobId, job.claimed()));
            return true;
        });
    }

    /** Ends the job, and begins the next one; false if it was the last. */
    public boolean succeed(Run run) {
        look(run);
        Sample.OfJob job = jobs.get(run.stage);
        Boolean _ = database.write(tx -> {
            lock(tx, run, CycleSql.LIVE_EXECUTIONS_AND_ONE, run.pipelineId(), run.pipelineId(), run.executionId);
            Row _ = tx.one(CycleSql.JOB, run.jobId);
            Sample result = job.result();
            long now = now();
            tx.change(
                    CycleSql.CLOSE_JOB,
                    JobValues.close(job.ended(), now - job.ended().number("completed_at"), run.jobId));
            insertJob(tx, run, result, now);
            save(tx, run, result, now, run.actionId);
            tx.changeSometime(
                    CycleSql.SAVE_STAGE_SUCCESS,
                    run.pipelineId(),
                    run.pipeline.get("version"),
                    result.actions().getFirst().get("stage_name"),
                    run.sequence,
                    run.executionId);
            tell(tx, run, result);
            return true;
        });
        run.stage++;
        boolean goesOn = job.result().job() != null;
        written(job.result());
        return goesOn;
    }

    /** Starts the next execution. */
    public void start(Run run) {
        Boolean _ = database.write(tx -> {
            Row _ = tx.one(
                    CycleSql.PIPELINE_BY_NAME,
                    run.pipeline.get("account_id"),
                    run.pipeline.get("region"),
                    run.pipeline.get("name"));
            lock(tx, run, CycleSql.LIVE_EXECUTIONS, run.pipelineId());
            run.executionId = ids.get();
            run.sequence++;
            run.stage = 0;
            long now = now();
            insertJob(tx, run, start, now);
            save(tx, run, start, now, null);
            tell(tx, run, start);
            return true;
        });
        written(start);
    }

    private void lock(PreparedConnection tx, Run run, String executions, @Nullable Object... values)
            throws SQLException {
        Row _ = tx.one(sql.lockPipeline, run.pipelineId());
        List<Row> _ = tx.query(executions, values);
    }

    /** The pipeline, the execution and its actions; the one that begins gets an id. */
    private void save(PreparedConnection tx, Run run, Sample sample, long now, @Nullable String ended)
            throws SQLException {
        tx.changeSometime(
                CycleSql.UPDATE_PIPELINE, run.sequence, sample.pipeline().get("stages"), run.pipelineId());
        Row execution = sample.execution();
        tx.changeEach(CycleSql.SAVE_EXECUTION, List.<@Nullable Object[]>of(new @Nullable Object[] {
            run.pipelineId(),
            run.executionId,
            run.sequence,
            execution.get("live"),
            execution.get("status"),
            now,
            execution.get("client_request_token"),
            execution.get("document")
        }));
        List<@Nullable Object[]> actions = new ArrayList<>(2);
        for (Row action : sample.actions()) {
            String id = ended;
            if (actions.size() == (ended == null ? 0 : 1)) {
                id = ids.get();
                run.actionId = id;
            }
            actions.add(new @Nullable Object[] {
                id,
                run.pipelineId(),
                run.executionId,
                action.get("pipeline_version"),
                action.get("stage_name"),
                action.get("action_name"),
                action.get("attempt"),
                now,
                action.get("document")
            });
        }
        tx.changeEach(CycleSql.SAVE_ACTION, actions);
    }

    private void insertJob(PreparedConnection tx, Run run, Sample sample, long now) throws SQLException {
        Row next = sample.job();
        if (next != null) {
            tx.changeSometime(
                    CycleSql.INSERT_JOB,
                    JobValues.insert(next, now - next.number("created_at"), ids.get(), run.pipelineId()));
        }
    }

    private static void tell(PreparedConnection tx, Run run, Sample sample) throws SQLException {
        List<@Nullable Object[]> events = new ArrayList<>();
        for (String document : sample.events()) {
            events.add(new @Nullable Object[] {
                run.pipelineId(),
                run.pipeline.get("account_id"),
                run.pipeline.get("region"),
                run.pipeline.get("name"),
                document
            });
        }
        tx.changeEach(CycleSql.INSERT_EVENT, events);
    }

    /** After the commit: whoever waits may look. */
    private void written(Sample sample) {
        if (sample.job() != null) {
            waiting.add(sample.job().text("queue"));
        }
        publisher.tell();
    }

    private static long now() {
        return Moments.micros(Instant.now());
    }

    /** Publishes the events that wait to be. Once begun, this is done beside. */
    public void publish() {
        publisher.publish();
    }

    @Override
    public void close() {
        publisher.close();
        database.close();
    }
}
