package dev.penstock.engine.mutation;

import dev.penstock.engine.scenario.EngineTheatre;
import dev.penstock.scenario.Play;
import dev.penstock.scenario.Scenario;

/** Plays a scenario in the engine that this class was loaded with. */
public final class ScenarioRun {
    private ScenarioRun() {}

    /** True if it ends as it is told. */
    public static boolean ends(String scenario) {
        try (EngineTheatre theatre = new EngineTheatre()) {
            Play.play(Scenario.read(Scenario.home().resolve(scenario)), theatre);
            return true;
        } catch (AssertionError | RuntimeException e) {
            return false;
        }
    }
}
