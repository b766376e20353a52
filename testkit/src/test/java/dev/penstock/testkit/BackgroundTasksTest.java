package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.job.Job;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.server.settings.TaskSettings;
import dev.penstock.server.tasks.BackgroundTasks;
import dev.penstock.server.tasks.JobPurge;
import dev.penstock.server.tasks.SourcePolling;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.time.TimeSource;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** The scheduler on both databases: finished jobs are forgotten again and again. */
@Timeout(120)
class BackgroundTasksTest {
    private final TimeSource clock = TimeSource.system();
    private final Semaphore writes = new Semaphore(0);

    @TempDir
    Path folder;

    @Test
    void jobsAreForgottenOnSqlite() throws InterruptedException {
        run(DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")));
    }

    @Test
    void jobsAreForgottenOnPostgres() throws InterruptedException {
        run(new DatabaseSettings(PostgresForTests.newDatabase(), null, null, folder.resolve("keys.json")));
    }

    private void run(DatabaseSettings database) throws InterruptedException {
        try (Store store = Stores.open(database, clock)) {
            String first = finished(store);
            Store watched = watched(store);
            try (var _ = BackgroundTasks.start(
                    store,
                    clock,
                    "one",
                    new TaskSettings(
                            Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofDays(30), Duration.ofDays(365)),
                    new JobPurge(watched, clock, Duration.ofSeconds(1))::run,
                    new SourcePolling(
                            store,
                            steps(),
                            account -> {
                                throw new IllegalStateException("nothing is polled");
                            },
                            clock,
                            Duration.ofDays(30)))) {
                awaitWrites(1);
                assertThat(kept(store, first)).isFalse();

                String second = finished(store);
                writes.drainPermits();
                awaitWrites(2); // the first may have begun before
                assertThat(kept(store, second)).isFalse();
            }
        }
    }

    private static boolean kept(Store store, String id) {
        return store.read(tx -> tx.jobs().find(id)).isPresent();
    }

    private void awaitWrites(int count) throws InterruptedException {
        assertThat(writes.tryAcquire(count, 60, TimeUnit.SECONDS)).isTrue();
    }

    /** Tells of each write once it is durable. */
    private Store watched(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().equals("write")) {
                        writes.release();
                    }
                    return answer;
                });
    }

    private PipelineSteps steps() {
        return new PipelineSteps(
                new Engine(),
                clock,
                BackgroundTasksTest::id,
                new Random(1),
                EngineSettings.DEFAULTS,
                key -> Optional.empty(),
                new ClientPairs(clock, BackgroundTasksTest::id, new SecureRandom()));
    }

    private String finished(Store store) {
        Instant at = clock.instant().minus(Duration.ofHours(1));
        Job job = new Job(
                id(),
                "queue",
                ActionTypeKey.parse("Test/Custom/Acme/1"),
                "111111111111",
                "us-east-1",
                "p-1",
                "shop",
                1,
                "e-1",
                "Test",
                "Check",
                "a-1",
                1,
                JobStatus.QUEUED,
                2,
                null,
                null,
                null,
                at,
                at,
                null,
                null,
                null,
                null,
                at.plus(Duration.ofHours(1)),
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
        store.write(tx -> {
            tx.jobs().insert(job.closed(JobStatus.SUCCEEDED, at));
            return 0;
        });
        return job.id();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
