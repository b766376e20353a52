package dev.penstock.acceptance;

import dev.penstock.scenario.Play;
import dev.penstock.scenario.Scenario;
import dev.penstock.testkit.PenstockExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario on one real server, over HTTP. */
abstract class ScenarioChecks {

    abstract PenstockExtension penstock();

    @TestFactory
    Stream<DynamicTest> everyScenarioEndsAsItIsTold() {
        return Scenario.folders().stream()
                .map(folder -> DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), folder.toUri(), () -> {
                    try (ServerTheatre theatre = new ServerTheatre(penstock())) {
                        Play.play(Scenario.read(folder), theatre);
                    }
                }));
    }
}
