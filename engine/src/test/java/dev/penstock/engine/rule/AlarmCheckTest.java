package dev.penstock.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.rule.AlarmCheck.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rule CloudWatchAlarm (spec engine 6.3)")
class AlarmCheckTest {
    private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

    private static Verdict judge(Gate gate, Map<String, String> configuration, String state, int minutes)
            throws Unevaluable {
        return AlarmCheck.of(configuration, gate).judge(state, SINCE, SINCE.plus(Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest(name = "at {0} the state {1} is {2}")
    @CsvSource({
        "BEFORE_ENTRY, OK, HOLDS",
        "BEFORE_ENTRY, INSUFFICIENT_DATA, HOLDS",
        "BEFORE_ENTRY, ALARM, BROKEN",
        "ON_SUCCESS, OK, HOLDS",
        "ON_SUCCESS, ALARM, BROKEN",
        "ON_FAILURE, ALARM, HOLDS",
        "ON_FAILURE, OK, BROKEN"
    })
    void withoutStatesTheGateTellsWhichOnesPass(Gate gate, String state, Verdict verdict) throws Unevaluable {
        assertThat(judge(gate, Map.of("AlarmName", "errors"), state, 0)).isEqualTo(verdict);
    }

    @Test
    void namedStatesReplaceThoseOfTheGate() throws Unevaluable {
        Map<String, String> named = Map.of("AlarmName", "errors", "AlarmStates", "ALARM, INSUFFICIENT_DATA");

        assertThat(judge(Gate.BEFORE_ENTRY, named, "ALARM", 0)).isEqualTo(Verdict.HOLDS);
        assertThat(judge(Gate.BEFORE_ENTRY, named, "INSUFFICIENT_DATA", 0)).isEqualTo(Verdict.HOLDS);
        assertThat(judge(Gate.BEFORE_ENTRY, named, "OK", 0)).isEqualTo(Verdict.BROKEN);
    }

    @ParameterizedTest(name = "at {0}, {1} after {2} minutes of 60 is {3}")
    @CsvSource({
        "BEFORE_ENTRY, ALARM, 0, WAIT",
        "BEFORE_ENTRY, ALARM, 59, WAIT",
        "BEFORE_ENTRY, OK, 59, HOLDS",
        "BEFORE_ENTRY, ALARM, 60, BROKEN",
        "ON_FAILURE, OK, 59, WAIT",
        "ON_FAILURE, ALARM, 59, HOLDS",
        "ON_SUCCESS, OK, 0, WAIT",
        "ON_SUCCESS, OK, 59, WAIT",
        "ON_SUCCESS, ALARM, 59, BROKEN",
        "ON_SUCCESS, OK, 60, HOLDS"
    })
    void theWaitIsForAPassOrAfterASuccessOverAllOfIt(Gate gate, String state, int minutes, Verdict verdict)
            throws Unevaluable {
        assertThat(judge(gate, Map.of("AlarmName", "errors", "WaitTime", "60"), state, minutes))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "86401", "1.5", ""})
    void aWaitIsAWholeNumberOfMinutes(String wait) {
        assertThatThrownBy(() -> judge(Gate.ON_SUCCESS, Map.of("AlarmName", "errors", "WaitTime", wait), "OK", 0))
                .isInstanceOf(Unevaluable.class)
                .hasMessageContaining("WaitTime '" + wait + "'");
    }

    @Test
    void stateNamesAreThoseOfAlarms() {
        assertThatThrownBy(() ->
                        judge(Gate.BEFORE_ENTRY, Map.of("AlarmName", "errors", "AlarmStates", "OK,FINE"), "OK", 0))
                .isInstanceOf(Unevaluable.class)
                .hasMessageContaining("OK,FINE");
    }
}
