package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.Account;
import dev.penstock.store.account.Client;
import dev.penstock.store.seal.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsAtRestTest extends DatabaseContract {

    private static final String PLACE = "access-key:AKIA1";

    private Job storeSecrets() {
        PipelineRef pipeline = pipeline("shop");
        Job job = Samples.job(pipeline, Samples.QUEUE, Samples.NOW);
        change(tx -> {
            tx.accounts().insert(new Account(Samples.ACCOUNT, "acme", Samples.NOW));
            tx.accessKeys()
                    .insert(new AccessKey("AKIA1", Samples.ACCOUNT, "arn", Samples.SECRET, null, false, Samples.NOW));
            tx.clients()
                    .insert(new Client(
                            Samples.id(),
                            Samples.ACCOUNT,
                            Samples.REGION,
                            Samples.PARTNER,
                            Samples.SECRET,
                            Samples.SECRET,
                            Samples.NOW,
                            Samples.NOW));
            tx.jobs().insert(job);
        });
        return job;
    }

    private String everything() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(settings.url());
                Statement statement = connection.createStatement()) {
            for (String table : List.of("access_key", "client", "pipeline_definition", "pipeline", "job", "seal")) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = rows.getMetaData().getColumnCount();
                    int count = 0;
                    while (rows.next()) {
                        count++;
                        for (int i = 1; i <= columns; i++) {
                            byte[] bytes = rows.getObject(i) instanceof byte[] binary
                                    ? binary
                                    : String.valueOf(rows.getString(i)).getBytes(StandardCharsets.UTF_8);
                            all.append(new String(bytes, StandardCharsets.ISO_8859_1))
                                    .append('\n');
                        }
                    }
                    assertThat(count).as(table).isPositive();
                }
            }
        }
        return all.toString();
    }

    @Test
    void noSecretIsInTheDatabaseInClear() throws SQLException {
        storeSecrets();
        assertThat(everything()).doesNotContain(Samples.SECRET).contains("AKIA1");
    }

    @Test
    void aValueMovedToAnotherRowIsRefused() throws SQLException {
        storeSecrets();
        change(tx -> tx.accessKeys()
                .insert(new AccessKey("AKIA2", Samples.ACCOUNT, "arn", "other", null, false, Samples.NOW)));
        try (Connection connection = DriverManager.getConnection(settings.url());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE access_key SET secret_sealed ="
                            + " (SELECT secret_sealed FROM access_key WHERE id = 'AKIA1') WHERE id = 'AKIA2'"))
                    .isEqualTo(1);
        }

        assertThatThrownBy(() -> look(tx -> tx.accessKeys().find("AKIA2"))).hasMessageContaining("access-key:AKIA2");
        look(tx -> assertThat(tx.accessKeys().find("AKIA1")).isPresent());
    }

    @Test
    void theKeyFileIsForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.keyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutItsKeyFileADatabaseThatWasUsedDoesNotOpen() throws IOException {
        Job job = storeSecrets();
        store.close();
        Path aside = folder.resolve("aside");
        Files.move(settings.keyFile(), aside);

        assertThatThrownBy(() -> Stores.open(settings, clock))
                .hasMessageContaining(settings.keyFile().toString())
                .hasMessageContaining("is missing")
                .hasMessageContaining("backup");
        assertThat(settings.keyFile()).doesNotExist();

        Files.move(aside, settings.keyFile());
        store = Stores.open(settings, clock);
        look(tx -> assertThat(tx.jobs().find(job.id())).contains(job));
    }

    @Test
    void anotherDatabasesKeyFileIsRefusedAndLeftAlone() throws IOException {
        store.close();
        Path aside = folder.resolve("aside");
        Files.move(settings.keyFile(), aside);
        Sealer.create(settings.keyFile());
        String foreign = Files.readString(settings.keyFile());

        assertThatThrownBy(() -> Stores.open(settings, clock)).hasMessageContaining("belongs to another database");

        assertThat(settings.keyFile()).hasContent(foreign);
        Files.move(aside, settings.keyFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        store = Stores.open(settings, clock);
    }

    @Test
    void aKeyFileIsNeverOverwritten() throws IOException {
        String before = Files.readString(settings.keyFile());
        assertThatThrownBy(() -> Sealer.create(settings.keyFile())).hasMessageContaining("Cannot write the key file");
        assertThat(settings.keyFile()).hasContent(before);
    }

    @Test
    void aRefusedRowDoesNotShowItsSecrets() {
        AccessKey ofNobody = new AccessKey(
                "AKIA1", "000000000000", "arn:aws:iam::0:user/admin", Samples.SECRET, null, true, Samples.NOW);

        assertThatThrownBy(() -> change(tx -> tx.accessKeys().insert(ofNobody)))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessageNotContaining(Samples.SECRET);
    }

    @Test
    void aSealedValueOpensOnlyInItsPlaceAndUnchanged() {
        Sealer sealer = Sealer.read(settings.keyFile());
        byte[] sealed = sealer.seal("value", PLACE);

        assertThat(sealer.unsealText(sealed, PLACE)).isEqualTo("value");
        assertThat(sealer.seal("value", PLACE)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> sealer.unseal(sealed, "access-key:AKIA2")).hasMessageContaining("cannot decrypt");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> sealer.unseal(sealed, PLACE)).hasMessageContaining("cannot decrypt");
    }
}
