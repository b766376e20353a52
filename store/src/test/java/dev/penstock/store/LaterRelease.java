package dev.penstock.store;

import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A database as a later release leaves it that keeps the rules for migrations. What this release does on it is what the
 * older servers do while they are replaced one after the other.
 */
final class LaterRelease {

    private LaterRelease() {}

    static void migrate(DataSource database, Dialect dialect) {
        Schema.migrate(database, dialect, "test");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/newer")
                .ignoreMigrationPatterns("*:missing")
                .placeholders(Map.of("exact", dialect == Dialect.POSTGRESQL ? "COLLATE \"C\"" : ""))
                .load()
                .migrate();
    }
}
