package dev.penstock.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A suite that lets a broken engine pass shows nothing. So the engine is broken, rule by rule, and each time the scenario
 * that tells of the rule must notice. The table in {@code docs/testing.md} is made of the same list; with
 * {@code -Dmutations=write} it is written anew.
 */
@DisplayName("Broken rules are noticed")
class MutationsTest {
    private static final Path PAGE = Path.of("../docs/testing.md");
    private static final String BEGIN = "<!-- mutations: written by MutationsTest -->\n";
    private static final String END = "<!-- end of mutations -->\n";

    @TestFactory
    Stream<DynamicTest> everyBrokenRuleIsNoticedByItsScenario() {
        return Mutation.ALL.stream()
                .map(mutation -> DynamicTest.dynamicTest(mutation.rule(), () -> {
                    assertThat(ScenarioRun.ends(mutation.scenario()))
                            .as("the scenario ends well in the engine as it is")
                            .isTrue();
                    assertThat(MutatedEngine.with(mutation).plays(mutation.scenario()))
                            .as("it ends well in the broken one")
                            .isFalse();
                }));
    }

    @Test
    void theTableShowsThemAll() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END) + END.length();
        assertThat(begin).as("the table's place in " + PAGE).isNotNegative();
        if ("write".equals(System.getProperty("mutations"))) {
            Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("the table in docs/testing.md; write it anew with -Dmutations=write")
                    .isEqualTo(table());
        }
    }

    private static String table() {
        return BEGIN + "\n| broken rule | section | in | noticed by the scenario |\n|---|---|---|---|\n"
                + Mutation.ALL.stream().map(MutationsTest::row).collect(Collectors.joining()) + "\n" + END;
    }

    private static String row(Mutation mutation) {
        return "| " + mutation.rule() + " | " + mutation.section() + " | `" + mutation.type() + "` | ["
                + mutation.scenario() + "](../scenarios/" + mutation.scenario() + ") |\n";
    }
}
