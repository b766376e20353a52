package dev.penstock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The scenarios are the manual's examples, so they are kept like a manual. */
@DisabledIfSystemProperty(named = "scenario", matches = ".+", disabledReason = "one scenario is no book")
class ScenarioBookTest {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");
    private static final Pattern RULE = Pattern.compile("spec (engine|jobs) \\d+(\\.\\d+)?");

    @Test
    void theTableInTheReadMeNamesEveryScenarioWithItsTitleAndRule() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path folder : Scenario.folders()) {
            Scenario scenario = Scenario.read(folder);
            rows.add("| [" + scenario.title() + "](" + scenario.name() + ") | " + scenario.rule() + " |");
        }
        List<String> table = Files.readAllLines(Scenario.home().resolve("README.md")).stream()
                .filter(line -> line.startsWith("| ["))
                .toList();
        assertThat(table)
                .as("the rows of scenarios/README.md; these are right:%n%s", String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void everyScenarioIsNamedByASentenceAndTellsAStoryOfOneToThreeSentences() {
        for (Path folder : Scenario.folders()) {
            Scenario scenario = Scenario.read(folder);
            assertThat(scenario.name()).matches(NAME);
            assertThat(scenario.rule()).as(scenario.name()).matches(RULE);
            assertThat(scenario.title()).as(scenario.name()).hasSizeBetween(10, 80);
            assertThat(scenario.story().split("[.?!](\\s|$)"))
                    .as(scenario.name())
                    .hasSizeBetween(1, 3);
        }
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(Scenario.folders()).hasSizeGreaterThanOrEqualTo(65);
    }
}
