package dev.penstock.bench.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes pipelines without creating them: copies the row of one, with new ids and names, straight into the database's
 * table. Lists show them, and indexes hold them; they have no declaration, so nobody may read or start them.
 */
public final class PipelineFiller {
    private static final int BATCH = 10_000;

    private final Servers servers;

    public PipelineFiller(Servers servers) {
        this.servers = servers;
    }

    /** Copies a pipeline so many times. */
    public void fill(String pipeline, int count) {
        try (Connection connection = servers.database()) {
            connection.setAutoCommit(false);
            try (PreparedStatement copy = connection.prepareStatement("""
                    INSERT INTO pipeline
                        (id, account_id, region, name, version, type, mode, created, updated, counter, stages)
                    SELECT ?, account_id, region, ?, version, type, mode, created, updated, counter, stages
                    FROM pipeline WHERE name = ?
                    """)) {
                for (int i = 0; i < count; i++) {
                    copy.setString(1, "00000000-0000-7000-a000-%012x".formatted(i));
                    copy.setString(2, "copy-" + i);
                    copy.setString(3, pipeline);
                    copy.addBatch();
                    if (i % BATCH == BATCH - 1) {
                        copy.executeBatch();
                        connection.commit();
                    }
                }
                copy.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the pipelines cannot be made", e);
        }
    }
}
