package dev.penstock.engine.scenario;

import dev.penstock.scenario.Play;
import dev.penstock.scenario.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario in the engine alone. */
class EngineScenariosTest {

    @TestFactory
    Stream<DynamicTest> everyScenarioEndsAsItIsTold() {
        return Scenario.folders().stream()
                .map(folder -> DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), folder.toUri(), () -> {
                    try (EngineTheatre theatre = new EngineTheatre()) {
                        Play.play(Scenario.read(folder), theatre);
                    }
                }));
    }
}
