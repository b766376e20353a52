package dev.penstock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations after the first release must leave a database that the release before them can go on working on. */
class MigrationRulesTest {

    /** What the first release began with; nobody had a database before it. */
    private static final int FIRST_RELEASE = 12;

    @Test
    void everyMigrationSinceTheFirstReleaseKeepsTheRules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.toList()) {
                Migration migration = new Migration(version(file), Files.readString(file));
                if (migration.version() > FIRST_RELEASE) {
                    assertThat(migration.faults())
                            .as("%s: see CONTRIBUTING.md", file.getFileName())
                            .isEmpty();
                }
            }
        }
    }

    private static int version(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE note (id TEXT NOT NULL); CREATE UNIQUE INDEX note_id ON note (id);"
                        + " INSERT INTO note (id) VALUES ('1');",
                "CREATE INDEX job_by_note ON job (note) WHERE note IS NOT NULL;",
                "ALTER TABLE job ADD COLUMN note TEXT;",
                "ALTER TABLE job\n    ADD COLUMN note TEXT ${exact} NOT NULL DEFAULT '';",
                "-- DROP TABLE job; is not done here\nALTER TABLE job ADD note TEXT;",
                "-- contract: not used since release 0.2.0, schema 14\nALTER TABLE job DROP COLUMN note;\n"
                        + "UPDATE schema_compatibility SET oldest_schema = 14, oldest_release = '0.2.0';"
            })
    void whatOnlyAddsIsAllowed(String text) {
        assertThat(new Migration(20, text).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE job;",
                "ALTER TABLE job DROP COLUMN nonce;",
                "ALTER TABLE job RENAME COLUMN nonce TO token;",
                "ALTER TABLE job RENAME TO work;",
                "ALTER TABLE job ALTER COLUMN nonce SET NOT NULL;",
                "alter table job add column note text not null;",
                "ALTER TABLE job ADD COLUMN note TEXT UNIQUE;",
                "ALTER TABLE job ADD CONSTRAINT noted CHECK (nonce IS NOT NULL);",
                "CREATE UNIQUE INDEX one_nonce ON job (nonce);",
                "UPDATE job SET nonce = upper(nonce);",
                "DELETE FROM job;",
                "INSERT INTO account (id, name, created) VALUES ('1', 'x', 1);",
                "DROP INDEX job_due;",
                "-- contract: not used since release 0.2.0, schema 14\nALTER TABLE job DROP COLUMN note;",
                "-- contract: not used since release 0.2.0, schema 14\nALTER TABLE job DROP COLUMN note;\n"
                        + "UPDATE schema_compatibility SET oldest_schema = 13, oldest_release = '0.2.0';",
                "-- contract: not used since release 0.2.0, schema 20\nALTER TABLE job DROP COLUMN note;\n"
                        + "UPDATE schema_compatibility SET oldest_schema = 20, oldest_release = '0.2.0';",
            })
    void whatTheReleaseBeforeWouldStumbleOverIsNot(String text) {
        assertThat(new Migration(20, text).faults()).isNotEqualTo(List.of());
    }
}
