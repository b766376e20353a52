package dev.penstock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SchemaTest {

    @TempDir
    Path folder;

    @Test
    void theNewestMigrationIsTheOneThatAnUpToDateDatabaseMustHave() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            int newest = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(Schema.LATEST).isEqualTo(newest);
        }
    }

    @Test
    void aDatabaseIsCurrentOnceItIsMigrated() {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));

        assertThat(Schema.check(database, "test")).isZero();
        Schema.migrate(database, Dialect.SQLITE, "test");
        assertThat(Schema.check(database, "test")).isEqualTo(Schema.LATEST);
        Schema.migrate(database, Dialect.SQLITE, "test");
    }

    /** During an upgrade, servers of the release before go on beside new ones, and may be started again. */
    @Test
    void anOlderServerStartsOnTheSchemaOfTheNextRelease() throws SQLException {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
        Schema.migrate(database, Dialect.SQLITE, "test");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO flyway_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    VALUES (1000, '1000', 'of the next release', 'SQL', 'V1000__next.sql', 1, '', 1, 1)
                    """);
        }

        Schema.migrate(database, Dialect.SQLITE, "test");

        assertThat(Schema.check(database, "test")).isEqualTo(1000);
    }
}
