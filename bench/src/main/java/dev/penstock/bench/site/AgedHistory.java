package dev.penstock.bench.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The history of a pipeline that is older than any is kept, but not forgotten before {@link #fallDue}: a server forgets from
 * the oldest on, and stops at the first execution that is too young. That is the one really run, until it is made old too.
 */
public final class AgedHistory {
    private static final Duration AGE = Duration.ofDays(10_000);

    private final Servers servers;
    private final String pipeline;

    private AgedHistory(Servers servers, String pipeline) {
        this.servers = servers;
        this.pipeline = pipeline;
    }

    /** Makes it, of a pipeline that was run once. */
    public static AgedHistory fill(Servers servers, String pipeline, int count) {
        new HistoryFiller(servers).fill(pipeline, count, AGE, done -> {});
        return new AgedHistory(servers, pipeline);
    }

    /** From now on the server may forget it, when it looks next. */
    public void fallDue() {
        try (Connection connection = servers.database();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE execution SET start_time = start_time - ? WHERE NOT " + HistoryFiller.COPIED
                                + " AND pipeline_id = (SELECT id FROM pipeline WHERE name = ?)")) {
            update.setLong(1, AGE.toNanos() / 1000);
            update.setString(2, pipeline);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the history does not fall due", e);
        }
    }

    /** How many are not forgotten, that which was really run not among them. */
    public int left() {
        try (Connection connection = servers.database();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT max(sequence) - min(sequence) FROM execution
                        WHERE pipeline_id = (SELECT id FROM pipeline WHERE name = ?)
                            AND sequence > (SELECT min(sequence) FROM execution
                                WHERE pipeline_id = (SELECT id FROM pipeline WHERE name = ?))
                        """)) {
            query.setString(1, pipeline);
            query.setString(2, pipeline);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                int span = row.getInt(1);
                return row.wasNull() ? 0 : span + 1;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be looked at", e);
        }
    }
}
