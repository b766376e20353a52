package dev.penstock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(Schema.LATEST).isEqualTo(String.valueOf(newest));
        }
    }

    @Test
    void aDatabaseIsCurrentOnceItIsMigrated() {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));

        assertThat(Schema.isCurrent(database)).isFalse();
        Schema.migrate(database, Dialect.SQLITE);
        assertThat(Schema.isCurrent(database)).isTrue();
        Schema.migrate(database, Dialect.SQLITE);
    }
}
