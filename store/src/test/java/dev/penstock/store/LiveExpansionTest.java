package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server on PostgreSQL lives through while others start and are upgraded beside it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class LiveExpansionTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Samples.NOW);
    private DatabaseSettings settings;
    private Store store;

    @BeforeEach
    void open() {
        settings = new DatabaseSettings(TestPostgres.another(), null, null, folder.resolve("keys.json"));
        store = Stores.open(settings, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** PostgreSQL refuses a statement that was prepared before its result got another column. */
    @Test
    void columnsThatAreAddedDoNotDisturbAServerThatRuns() throws SQLException {
        PipelineRef shop = Samples.ref("shop");
        Job job = Samples.job(shop, Samples.QUEUE, Samples.NOW);
        store.write(tx -> {
            tx.pipelines().insert(shop, Samples.definition("shop", 1), clock.instant());
            tx.jobs().insert(job);
            return 0;
        });
        for (int i = 0; i < 20; i++) { // by then the driver has prepared it on the database
            assertThat(readWith(job)).isPresent();
            assertThat(writeWith(job)).isPresent();
        }

        try (Connection connection = DriverManager.getConnection(settings.url());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE job ADD COLUMN later TEXT");
            statement.execute("ALTER TABLE pipeline ADD COLUMN later TEXT NOT NULL DEFAULT 'x'");
        }

        assertThat(readWith(job)).isPresent();
        assertThat(store.<List<Job>>write(
                        tx -> tx.jobs().claim(Samples.QUEUE, null, 1, clock.instant(), Duration.ofSeconds(30))))
                .hasSize(1);
        assertThat(writeWith(job)).isPresent();
    }

    private Optional<Job> readWith(Job job) {
        return store.read(tx -> tx.jobs().find(job.id()));
    }

    private Optional<Job> writeWith(Job job) {
        return store.write(tx -> tx.jobs().find(job.id()));
    }

    @Test
    void serversMayStartOnANewDatabaseAllAtOnce() throws Exception {
        DatabaseSettings fresh =
                new DatabaseSettings(TestPostgres.another(), null, null, folder.resolve("shared/keys.json"));
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Store>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(starters.submit(() -> Stores.open(fresh, clock)));
            }
            for (Future<Store> started : starts) {
                started.get().close();
            }
        }
    }
}
