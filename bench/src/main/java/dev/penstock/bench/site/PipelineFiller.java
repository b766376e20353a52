package dev.penstock.bench.site;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Makes pipelines without creating them: copies the row of one, with new ids and names, within the database. Lists show
 * them, and indexes hold them; they have no declaration, so nobody may read or start them.
 */
public final class PipelineFiller {
    private final Servers servers;

    public PipelineFiller(Servers servers) {
        this.servers = servers;
    }

    /** Copies a pipeline so many times. */
    public void fill(String pipeline, int count) {
        try (BulkConnection bulk = new BulkConnection(servers);
                PreparedStatement copy = bulk.connection().prepareStatement("""
                        INSERT INTO pipeline
                            (id, account_id, region, name, version, type, mode, created, updated, counter, stages)
                        WITH RECURSIVE copy (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM copy WHERE i + 1 < ?)
                        SELECT '00000000-0000-7000-a000-' || substr(CAST(1000000000000 + copy.i AS TEXT), 2), account_id,
                            region, 'copy-' || copy.i, version, type, mode, created, updated, counter, stages
                        FROM copy CROSS JOIN pipeline WHERE name = ?
                        """)) {
            if (count > 0) {
                copy.setInt(1, count);
                copy.setString(2, pipeline);
                copy.executeUpdate();
            }
            bulk.connection().commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the pipelines cannot be made", e);
        }
    }
}
