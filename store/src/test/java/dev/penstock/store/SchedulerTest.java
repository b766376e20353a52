package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SchedulerTest extends DatabaseContract {

    @Test
    void aRecurringTaskRunsAgainAndAgainBesideTheWriter() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        RecurringTask<Void> task = Tasks.recurring("sweep", FixedDelay.of(Duration.ofMillis(1)))
                .execute((instance, context) -> {
                    pipeline("made-by-run-" + runs.getCount());
                    runs.countDown();
                });
        Scheduler scheduler = store.scheduler(List.of())
                .startTasks(List.of(task))
                .threads(2)
                .pollingInterval(Duration.ofMillis(20))
                .build();
        scheduler.start();
        try {
            assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            scheduler.stop();
        }
        look(tx -> assertThat(tx.pipelines().list(Samples.ACCOUNT, Samples.REGION, "made-by-run-", 3))
                .hasSize(3));
    }
}
