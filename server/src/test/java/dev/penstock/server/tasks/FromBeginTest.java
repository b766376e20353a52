package dev.penstock.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FromBeginTest {

    @Test
    void theNextLookIsAnIntervalAfterTheLastOneBegan() {
        Instant due = Instant.parse("2026-11-24T10:00:00Z");
        Instant begun = due.plusSeconds(5);
        Instant done = begun.plusSeconds(170); // a clock that was moved, or a database that kept it waiting
        ExecutionComplete complete =
                ExecutionComplete.success(new Execution(due, new TaskInstance<>("poll", "shop")), begun, done);
        assertThat(new FromBegin(Duration.ofMinutes(1)).getNextExecutionTime(complete))
                .isEqualTo(begun.plusSeconds(60));
    }
}
