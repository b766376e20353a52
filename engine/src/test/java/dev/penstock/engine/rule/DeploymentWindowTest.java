package dev.penstock.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rule DeploymentWindow (spec engine 6.3)")
class DeploymentWindowTest {

    private static DeploymentWindow window(String cron, String zone) throws Unevaluable {
        return DeploymentWindow.of(Map.of("Cron", cron, "TimeZone", zone));
    }

    @ParameterizedTest(name = "{0} is open at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            * * 9-17 ? * MON-FRI * | 2026-11-02T09:00:00Z | true
            * * 9-17 ? * MON-FRI * | 2026-11-02T17:59:59Z | true
            * * 9-17 ? * MON-FRI * | 2026-11-02T18:00:00Z | false
            * * 9-17 ? * MON-FRI * | 2026-11-01T12:00:00Z | false
            0 0 9-17 ? * MON-FRI * | 2026-11-02T12:00:42Z | true
            0 0 9-17 ? * MON-FRI * | 2026-11-02T12:01:00Z | false
            * */20 * ? * *         | 2026-11-02T12:40:00Z | true
            * */20 * ? * *         | 2026-11-02T12:41:00Z | false
            * * * L * ?            | 2026-11-30T00:00:00Z | true
            * * * L-3 * ?          | 2026-11-27T00:00:00Z | true
            * * * LW 5 ?           | 2026-05-29T00:00:00Z | true
            * * * 15W 11 ?         | 2026-11-16T00:00:00Z | true
            * * * ? * 6L           | 2026-11-27T00:00:00Z | true
            * * * ? * 6#3          | 2026-11-20T00:00:00Z | true
            * * * ? * 1            | 2026-11-01T00:00:00Z | true
            * * * ? nov sun 2026   | 2026-11-01T00:00:00Z | true
            * * * ? * * 2199       | 2026-11-01T00:00:00Z | false
            """)
    void itReadsQuartzExpressions(String cron, Instant at, boolean open) throws Unevaluable {
        assertThat(window(cron, "UTC").openAt(at)).isEqualTo(open);
    }

    @Test
    void itReadsThemInTheirTimeZone() throws Unevaluable {
        Instant nine = Instant.parse("2026-11-02T08:00:00Z");
        assertThat(window("* * 9 ? * *", "Europe/Paris").openAt(nine)).isTrue();
        assertThat(window("* * 9 ? * *", "UTC+01:00").openAt(nine)).isTrue();
        assertThat(window("* * 0 ? * *", "PST").openAt(nine)).isTrue();
        assertThat(window("* * 9 ? * *", "UTC").openAt(nine)).isFalse();
    }

    @Test
    void itKnowsWhenItOpensNext() throws Unevaluable {
        DeploymentWindow window = window("0 30 9 ? * MON *", "UTC");
        assertThat(window.opensAfter(Instant.parse("2026-11-02T09:30:10Z")))
                .contains(Instant.parse("2026-11-09T09:30:00Z"));
        assertThat(window("* * * ? * * 2020", "UTC").opensAfter(Instant.parse("2026-11-02T09:30:10Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * *", "* 61 * ? * *", "* * * 1 * MON", "* * * ? * * 1969", "a b c d e f"})
    void itRefusesWhatIsNoExpression(String cron) {
        assertThatThrownBy(() -> window(cron, "UTC"))
                .isInstanceOf(Unevaluable.class)
                .hasMessageContaining("Cron");
    }

    @Test
    void itRefusesAZoneThatNobodyKnows() {
        assertThatThrownBy(() -> window("* * * ? * *", "Mars/Base"))
                .isInstanceOf(Unevaluable.class)
                .hasMessageContaining("Mars/Base");
    }
}
