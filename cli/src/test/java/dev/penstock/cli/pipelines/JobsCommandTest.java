package dev.penstock.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobsCommandTest {
    @Test
    void agesAreToldInTheUnitThatFits() {
        assertThat(JobsCommand.span(Duration.ofSeconds(-3))).isEqualTo("0 s");
        assertThat(JobsCommand.span(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(JobsCommand.span(Duration.ofSeconds(120))).isEqualTo("2 min");
        assertThat(JobsCommand.span(Duration.ofHours(3))).isEqualTo("3 h");
        assertThat(JobsCommand.span(Duration.ofDays(9))).isEqualTo("9 d");
    }
}
