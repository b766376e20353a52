package dev.penstock.bench.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes past executions of a pipeline without running them: copies the rows of one that was really run, with new ids,
 * sequence numbers and times, straight into the database's tables. Everything the lists read is there - executions,
 * actions, which stages succeeded - but no jobs, which a server forgets after a day anyhow.
 */
public final class HistoryFiller {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BATCH = 5_000;
    private static final long MICROS_BETWEEN = 1_000_000;

    private final Servers servers;

    public HistoryFiller(Servers servers) {
        this.servers = servers;
    }

    private record Action(String id, String stage, String name, ObjectNode document) {}

    private record Template(
            String pipelineId, String id, long sequence, long start, ObjectNode document, List<Action> actions) {}

    /**
     * Copies the newest execution of a pipeline.
     *
     * @param count how many
     * @param progress told how many there are
     */
    public void fill(String pipeline, int count, LongConsumer progress) {
        try (Connection connection = servers.database()) {
            connection.setAutoCommit(false);
            Template template = template(connection, pipeline);
            connection.commit();
            for (int done = 0; done < count; done += BATCH) {
                copy(connection, template, done, Math.min(count, done + BATCH));
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
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE"); // a server that has grown has statistics as well
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be made", e);
        }
    }

    private static Template template(Connection connection, String pipeline) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT e.pipeline_id, e.id, e.sequence, e.start_time, e.document FROM execution e
                JOIN pipeline p ON p.id = e.pipeline_id
                WHERE p.name = ? ORDER BY e.sequence DESC LIMIT 1
                """)) {
            query.setString(1, pipeline);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the pipeline " + pipeline + " has no execution to copy");
                }
                return new Template(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        (ObjectNode) JSON.readTree(row.getString(5)),
                        actions(connection, row.getString(2)));
            }
        }
    }

    private static List<Action> actions(Connection connection, String execution) throws SQLException {
        List<Action> actions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id, stage_name, action_name, document FROM action_execution WHERE execution_id = ?")) {
            query.setString(1, execution);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    actions.add(new Action(row.getString(1), row.getString(2), row.getString(3), (ObjectNode)
                            JSON.readTree(row.getString(4))));
                }
            }
        }
        return actions;
    }

    private static void copy(Connection connection, Template template, int from, int to) throws SQLException {
        try (PreparedStatement execution = connection.prepareStatement("""
                        INSERT INTO execution (pipeline_id, id, sequence, live, status, start_time, document)
                        VALUES (?, ?, ?, ?, 'Succeeded', ?, ?)
                        """);
                PreparedStatement action = connection.prepareStatement("""
                        INSERT INTO action_execution (id, pipeline_id, execution_id, pipeline_version, stage_name,
                            action_name, attempt, start_time, document)
                        VALUES (?, ?, ?, 1, ?, ?, 1, ?, ?)
                        """);
                PreparedStatement success = connection.prepareStatement("""
                        INSERT INTO stage_success (pipeline_id, version, stage_name, sequence, execution_id)
                        VALUES (?, 1, ?, ?, ?)
                        """)) {
            for (int i = from; i < to; i++) {
                String id = id(i, 0);
                long sequence = template.sequence + 1 + i;
                long start = template.start + (i + 1) * MICROS_BETWEEN / 1000;
                execution.setString(1, template.pipelineId);
                execution.setString(2, id);
                execution.setLong(3, sequence);
                execution.setBoolean(4, false);
                execution.setLong(5, start);
                execution.setString(
                        6,
                        template.document
                                .put("id", id)
                                .put("sequence", sequence)
                                .toString());
                execution.addBatch();
                for (int number = 0; number < template.actions.size(); number++) {
                    Action copied = template.actions.get(number);
                    String actionId = id(i, number + 1);
                    action.setString(1, actionId);
                    action.setString(2, template.pipelineId);
                    action.setString(3, id);
                    action.setString(4, copied.stage);
                    action.setString(5, copied.name);
                    action.setLong(6, start + number);
                    action.setString(7, copied.document.put("id", actionId).toString());
                    action.addBatch();
                    success.setString(1, template.pipelineId);
                    success.setString(2, copied.stage);
                    success.setLong(3, sequence);
                    success.setString(4, id);
                    success.addBatch();
                }
            }
            execution.executeBatch();
            action.executeBatch();
            success.executeBatch();
        }
    }

    /** In the form of a UUID, and unlike any that a server makes. */
    private static String id(int execution, int part) {
        return "00000000-0000-7000-%04x-%012x".formatted(0x8000 + part, execution);
    }
}
