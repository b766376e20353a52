package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers' stores on one PostgreSQL. Their clocks stand still unless a test moves them, so nobody looks by himself: a
 * wait that ends was ended by a notification.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
class SharedSignalsTest {
    private static final String TOPIC = Topics.queue("Acme");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Samples.NOW);
    private DatabaseSettings settings;
    private Store here;
    private Store there;

    @BeforeEach
    void open() {
        settings = TestDatabase.POSTGRESQL.fresh(folder);
        here = Stores.open(settings, clock);
        there = Stores.open(settings, clock);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static void write(Store store, String topic) {
        store.write(tx -> {
            tx.signal(topic);
            return 0;
        });
    }

    /** Ends when the topic has moved on from what it is now, without a look in between. */
    private static CompletableFuture<Void> moved(Store store, String topic) {
        long seen = store.signals().version(topic);
        CompletableFuture<Void> moved = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                while (store.signals().version(topic) == seen) {
                    store.signals().await(topic, seen, Instant.MAX);
                }
                moved.complete(null);
            } catch (InterruptedException e) {
                moved.completeExceptionally(e);
            }
        });
        return moved;
    }

    @Test
    void whatOneServerWritesWakesThoseWhoWaitAtAnother() {
        CompletableFuture<Void> waiting = moved(there, TOPIC);

        write(here, TOPIC);

        waiting.join();
    }

    @Test
    void manyWritesAtOnceReachTheOtherServer() {
        CompletableFuture<?>[] waiting = new CompletableFuture<?>[500];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = moved(there, Topics.queue("Acme" + i));
        }

        Thread.startVirtualThread(() -> {
            for (int i = 0; i < waiting.length; i++) {
                write(here, Topics.queue("Acme" + i));
            }
        });

        CompletableFuture.allOf(waiting).join();
    }

    @Test
    void aServerDoesNotHearItself() {
        write(here, TOPIC);
        CompletableFuture<Void> answered = moved(here, Topics.job("answer"));
        long before = here.signals().version(TOPIC);
        write(here, Topics.job("last"));
        write(there, Topics.job("answer"));

        // The listener hears in the order of commits, so its own messages have come by now.
        answered.join();
        assertThat(here.signals().version(TOPIC)).isEqualTo(before);
    }

    @Test
    void whatOnlyTheWriterActsOnIsNotToldToOthers() {
        long events = there.signals().version(Topics.EVENTS);
        long pipeline = there.signals().version(Topics.pipeline("p"));
        CompletableFuture<Void> later = moved(there, TOPIC);

        write(here, Topics.EVENTS);
        write(here, Topics.pipeline("p"));
        write(here, TOPIC);

        later.join();
        assertThat(there.signals().version(Topics.EVENTS)).isEqualTo(events);
        assertThat(there.signals().version(Topics.pipeline("p"))).isEqualTo(pipeline);
    }

    @Test
    void nobodyWaitsLongerThanTheBoundWithoutAnotherLook() throws InterruptedException {
        long seen = there.signals().version(TOPIC);
        CompletableFuture<Boolean> looks = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                looks.complete(there.signals().await(TOPIC, seen, Samples.NOW.plus(Duration.ofHours(1))));
            } catch (InterruptedException e) {
                looks.completeExceptionally(e);
            }
        });
        assertThat(looks).isNotDone();

        clock.advance(SharedSignals.LONGEST_WAIT);

        assertThat(looks.join()).isTrue();
        long now = there.signals().version(TOPIC);
        assertThat(now).isNotEqualTo(seen);
        assertThat(there.signals().await(TOPIC, now, clock.instant())).isFalse();
    }

    @Test
    void aListenerThatLostItsConnectionWakesEverybodyWhenItListensAgain() throws SQLException {
        CompletableFuture<Void> waiting = moved(there, "queue:whatever");

        end("penstock-listen");

        waiting.join();
        CompletableFuture<Void> next = moved(there, TOPIC);
        write(here, TOPIC);
        next.join();
    }

    @Test
    void aNotifierThatLostItsConnectionWakesEverybodyElseWhenItHasANewOne() throws SQLException {
        write(here, TOPIC);
        CompletableFuture<Void> told = moved(there, Topics.job("first"));
        write(here, Topics.job("first"));
        told.join(); // so it has a connection

        end("penstock-notify");
        CompletableFuture<Void> waiting = moved(there, TOPIC);
        write(here, Topics.queue("lost"));

        waiting.join();
    }

    /** Ends the connections of that name, as a network or an administrator does. */
    private void end(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url());
                Statement statement = connection.createStatement();
                ResultSet ended = statement.executeQuery("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = '" + name + "' AND datname = current_database()")) {
            assertThat(ended.next()).isTrue();
        }
    }
}
