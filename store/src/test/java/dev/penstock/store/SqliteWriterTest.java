package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.store.account.Account;
import dev.penstock.store.seal.Sealer;
import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import dev.penstock.store.sql.Session;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
class SqliteWriterTest {

    @TempDir
    Path folder;

    private Handle handle;
    private SqliteWriter writer;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void start() {
        SqliteConnections connections = new SqliteConnections("jdbc:sqlite:" + folder.resolve("test.db"));
        Schema.migrate(connections.writing(), Dialect.SQLITE, "test");
        handle = connections.writer();
        Sealer sealer = Sealer.create(folder.resolve("keys.json"));
        MovableClock clock = new MovableClock(Samples.NOW);
        Signals signals = new InProcessSignals(clock);
        writer = new SqliteWriter(new Session(handle, Dialect.SQLITE, sealer), KnownRows.of(signals, clock), signals);
        writer.start();
    }

    @AfterEach
    void stop() {
        writer.close();
        callers.close();
    }

    private static Function<Tx, String> adds(String id) {
        return tx -> {
            tx.accounts().insert(new Account(id, "test", Samples.NOW));
            return id;
        };
    }

    private long count() {
        return writer.write(tx -> (long) tx.accounts().list().size());
    }

    /** Keeps the writer busy until the latch opens, so that what is submitted meanwhile becomes one group. */
    private CompletableFuture<String> busyUntil(CountDownLatch open) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> busy = writer.submit(tx -> {
            begun.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "done";
        });
        begun.await();
        return busy;
    }

    @Test
    void whenTheCommitFailsEveryCallerOfTheGroupIsToldAndNothingIsStored() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<String> busy = busyUntil(open);
        CompletableFuture<String> neighbour = writer.submit(adds("1"));
        CompletableFuture<String> poison = writer.submit(tx -> {
            handle.execute("PRAGMA defer_foreign_keys = ON");
            handle.execute(
                    "INSERT INTO access_key (id, account_id, principal_arn, secret_sealed, administrator, created)"
                            + " VALUES ('AKIA1', 'nobody', 'arn', x'00', 0, 0)");
            return "inserted";
        });
        CompletableFuture<String> later = writer.submit(adds("2"));
        open.countDown();

        for (CompletableFuture<String> each : List.of(neighbour, poison, later)) {
            assertThatThrownBy(each::get)
                    .isInstanceOf(ExecutionException.class)
                    .rootCause()
                    .hasMessageContaining("FOREIGN KEY");
        }
        assertThat(busy.get()).isEqualTo("done");
        assertThat(count()).isZero();
        assertThat(writer.write(adds("3"))).isEqualTo("3");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aGroupStoresWhatSucceedsAndUndoesWhatFails() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<String> busy = busyUntil(open);
        CompletableFuture<String> first = writer.submit(adds("1"));
        CompletableFuture<String> same = writer.submit(adds("1"));
        CompletableFuture<String> broken = writer.submit(tx -> {
            tx.accounts().insert(new Account("2", "test", Samples.NOW));
            throw new IllegalArgumentException("no");
        });
        CompletableFuture<String> last = writer.submit(adds("3"));
        open.countDown();

        assertThat(busy.get()).isEqualTo("done");
        assertThat(first.get()).isEqualTo("1");
        assertThatThrownBy(same::get).rootCause().hasMessageContaining("UNIQUE");
        assertThatThrownBy(broken::get).rootCause().hasMessage("no");
        assertThat(last.get()).isEqualTo("3");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void onlyAGroupThatHasToWaitsForTheDisk() {
        assertThat(writer.writeUnsynced(this::synchronous)).isEqualTo("1"); // NORMAL: not each commit
        assertThat(writer.write(this::synchronous)).isEqualTo("2"); // FULL: each commit
        assertThat(writer.writeUnsynced(adds("1"))).isEqualTo("1");
        assertThat(count()).isEqualTo(1);
    }

    private String synchronous(Tx tx) {
        return handle.createQuery("PRAGMA synchronous").mapTo(String.class).one();
    }

    @Test
    void aWriteInsideAWriteIsRefusedInsteadOfWaitingForItself() {
        assertThatThrownBy(() -> writer.write(tx -> writer.write(adds("1")))).hasMessageContaining("inside a write");
        assertThat(count()).isZero();
    }

    @Test
    void workThatWasAcceptedBeforeTheEndIsFinishedAndLaterWorkIsRefused() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<String> busy = busyUntil(open);
        CompletableFuture<String> accepted = writer.submit(adds("1"));
        Future<?> closing = callers.submit(() -> writer.close());
        open.countDown();
        closing.get();

        assertThat(busy.get()).isEqualTo("done");
        assertThat(accepted.get()).isEqualTo("1");
        assertThatThrownBy(() -> writer.write(adds("2"))).hasMessageContaining("closed");
    }
}
