package dev.penstock.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rule VariableCheck (spec engine 6.3)")
class VariableCheckTest {

    private static VariableCheck check(String variable, String operator, String value) throws Unevaluable {
        return VariableCheck.of(Map.of("Variable", variable, "Operator", operator, "Value", value));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "main, EQ, main, true",
        "main, EQ, Main, false",
        "main, NE, Main, true",
        "main, NE, main, false",
        "release-7, CONTAINS, ease, true",
        "ease, CONTAINS, release-7, false",
        "release-7, MATCHES, release-\\d, true",
        "my release-7, MATCHES, release-\\d, false"
    })
    void itCompares(String variable, String operator, String value, boolean holds) throws Unevaluable {
        assertThat(check(variable, operator, value).holds()).isEqualTo(holds);
    }

    @Test
    void itRefusesWhatIsNoComparison() {
        assertThatThrownBy(() -> check("a", "LIKE", "a"))
                .isInstanceOf(Unevaluable.class)
                .hasMessageContaining("LIKE");
        assertThatThrownBy(() -> check("a", "MATCHES", "(")).isInstanceOf(Unevaluable.class);
    }

    @Test
    void itRefusesAnExpressionThatRepeatsNothingForYears() {
        for (String pattern : List.of("(){2000000000}", "((){50000}){50000}", "(?:(?:){1000}){1000,}")) {
            assertThatThrownBy(() -> check("a", "MATCHES", pattern))
                    .isInstanceOf(Unevaluable.class)
                    .hasMessageContaining("repeats its groups too often");
        }
    }

    @Test
    void itGivesUpOnAnExpressionThatWouldLookForYears() {
        assertThatThrownBy(() -> check("a".repeat(90), "MATCHES", "(.*)(.*)(.*)(.*)(.*)(.*)b")
                        .holds())
                .isInstanceOf(Unevaluable.class)
                .hasMessageContaining("takes too long");
    }
}
