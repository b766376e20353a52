package dev.penstock.bench.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Makes past executions of a pipeline without running them: copies the rows of one that was really run, with new ids,
 * sequence numbers and times, within the database. Everything the lists read is there - executions, actions, which stages
 * succeeded - but no jobs, which a server forgets after a day anyhow.
 */
public final class HistoryFiller {
    private static final int BATCH = 20_000;
    private static final long MICROS_BETWEEN = 1_000;

    /** The numbers of one batch. */
    private static final String NUMBERS =
            "WITH RECURSIVE copy (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM copy WHERE i < ?) ";

    /** In the form of a UUID, unlike any that a server makes, with some of the random part of the pipeline's id. */
    private static final String ID =
            "substr(pipeline_id, 25, 8) || '-0000-7000-800%d-' || substr(CAST(1000000000000 + copy.i AS TEXT), 2)";

    /** Of a copied execution. */
    static final String COPIED = "id LIKE '%-0000-7000-8000-%'";

    private static final String EXECUTION = ID.formatted(0);

    private static final String EXECUTIONS = """
            INSERT INTO execution (pipeline_id, id, sequence, live, status, start_time, document)
            """ + NUMBERS + """
            SELECT pipeline_id, %1$s, sequence + 1 + copy.i, live, status, start_time + (copy.i + 1) * %2$d - ?,
                replace(replace(document, '"id":"' || id || '"', '"id":"' || %1$s || '"'),
                    '"sequence":' || sequence || ',', '"sequence":' || (sequence + 1 + copy.i) || ',')
            FROM copy CROSS JOIN execution WHERE pipeline_id = ? AND id = ?
            """.formatted(EXECUTION, MICROS_BETWEEN);

    private static final String ACTIONS = """
            INSERT INTO action_execution (id, pipeline_id, execution_id, pipeline_version, stage_name, action_name, attempt,
                start_time, document)
            """ + NUMBERS + """
            SELECT %s, pipeline_id, %s, pipeline_version, stage_name, action_name, attempt,
                start_time + (copy.i + 1) * %d - ?, replace(document, id, %1$s)
            FROM copy CROSS JOIN action_execution WHERE id = ?
            """;

    private static final String SUCCESSES = """
            INSERT INTO stage_success (pipeline_id, version, stage_name, sequence, execution_id)
            """ + NUMBERS + """
            SELECT pipeline_id, version, stage_name, sequence + 1 + copy.i, %s
            FROM copy CROSS JOIN stage_success WHERE pipeline_id = ? AND execution_id = ?
            """.formatted(EXECUTION);

    private final Servers servers;

    public HistoryFiller(Servers servers) {
        this.servers = servers;
    }

    private record Template(String pipelineId, String id, List<String> actionIds) {}

    /**
     * Copies the newest execution of a pipeline.
     *
     * @param count how many
     * @param age how much earlier the first of them began than the one that is copied
     * @param progress told how many there are
     */
    public void fill(String pipeline, int count, Duration age, LongConsumer progress) {
        try (BulkConnection bulk = new BulkConnection(servers)) {
            Connection connection = bulk.connection();
            Template template = template(connection, pipeline);
            for (int done = 0; done < count; done += BATCH) {
                copy(connection, template, done, Math.min(count, done + BATCH) - 1, age.toNanos() / 1000);
                connection.commit();
                progress.accept(done);
            }
            try (PreparedStatement counter =
                    connection.prepareStatement("UPDATE pipeline SET counter = counter + ? WHERE id = ?")) {
                counter.setLong(1, count);
                counter.setString(2, template.pipelineId);
                counter.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be made", e);
        }
    }

    private static Template template(Connection connection, String pipeline) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT e.pipeline_id, e.id FROM execution e JOIN pipeline p ON p.id = e.pipeline_id
                WHERE p.name = ? AND NOT e.live ORDER BY e.sequence DESC LIMIT 1
                """)) {
            query.setString(1, pipeline);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the pipeline " + pipeline + " has no execution to copy");
                }
                return new Template(row.getString(1), row.getString(2), actions(connection, row.getString(2)));
            }
        }
    }

    private static List<String> actions(Connection connection, String execution) throws SQLException {
        List<String> actions = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT id FROM action_execution WHERE execution_id = ? ORDER BY id")) {
            query.setString(1, execution);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    actions.add(row.getString(1));
                }
            }
        }
        return actions;
    }

    private static void copy(Connection connection, Template template, int first, int last, long agedMicros)
            throws SQLException {
        run(connection, EXECUTIONS, first, last, agedMicros, template.pipelineId, template.id);
        for (int number = 0; number < template.actionIds.size(); number++) {
            String insert = ACTIONS.formatted(ID.formatted(number + 1), EXECUTION, MICROS_BETWEEN);
            run(connection, insert, first, last, agedMicros, template.actionIds.get(number));
        }
        run(connection, SUCCESSES, first, last, template.pipelineId, template.id);
    }

    private static void run(Connection connection, String insert, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
