package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.store.account.Account;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which database a read asks. The replica is another database of its own, with other rows, so that every answer shows
 * where it comes from: replication itself is PostgreSQL's.
 */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class ReplicaTest {
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/penstock";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Samples.NOW);
    private DatabaseSettings primary;
    private String replica;

    @BeforeEach
    void fill() {
        primary = TestDatabase.POSTGRESQL.fresh(folder);
        replica = TestPostgres.another();
        name(primary, "database");
        name(new DatabaseSettings(replica, null, null, folder.resolve("keys.json")), "replica");
    }

    private void name(DatabaseSettings settings, String name) {
        try (Store store = Stores.open(settings, clock)) {
            store.write(tx -> {
                tx.accounts().insert(new Account(Samples.ACCOUNT, name, Samples.NOW));
                return 0;
            });
        }
    }

    private Store open(String readUrl) {
        return Stores.open(new DatabaseSettings(primary.url(), null, null, primary.keyFile(), readUrl), clock);
    }

    private static String name(Tx tx) {
        return tx.accounts().find(Samples.ACCOUNT).orElseThrow().name();
    }

    @Test
    void onlyReadsThatMayBeStaleAskTheReplica() {
        try (Store store = open(replica)) {
            assertThat(store.<String>readStale(ReplicaTest::name)).isEqualTo("replica");
            assertThat(store.<String>read(ReplicaTest::name)).isEqualTo("database");
            assertThat(store.<String>write(ReplicaTest::name)).isEqualTo("database");
        }
    }

    @Test
    void withoutAReplicaTheDatabaseAnswersEverything() {
        try (Store store = Stores.open(primary, clock)) {
            assertThat(store.<String>readStale(ReplicaTest::name)).isEqualTo("database");
        }
    }

    @Test
    void whatTheReplicaDoesNotKnowYetIsAskedOfTheDatabase() {
        PipelineRef shop = Samples.ref("shop");
        try (Store store = open(replica)) {
            store.write(tx -> {
                tx.pipelines().insert(shop, Samples.definition("shop", 1), clock.instant());
                return 0;
            });

            assertThat(store.<PipelineRef>readStale(tx ->
                            tx.pipelines().findById(shop.id()).orElseThrow().ref()))
                    .isEqualTo(shop);
            assertThat(store.<String>readStale(ReplicaTest::name)).isEqualTo("replica");
            assertThatThrownBy(() -> store.readStale(
                            tx -> tx.pipelines().findById("none").orElseThrow()))
                    .isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aReplicaThatDoesNotAnswerIsNotMissed() {
        try (Store store = open(NOWHERE)) {
            assertThat(store.<String>readStale(ReplicaTest::name)).isEqualTo("database");
            assertThat(store.<String>readStale(ReplicaTest::name)).isEqualTo("database");
        }
    }
}
