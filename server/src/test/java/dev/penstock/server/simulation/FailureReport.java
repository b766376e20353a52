package dev.penstock.server.simulation;

import dev.penstock.server.simulation.invariant.Violation;
import dev.penstock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What a person needs to know of a seed that broke an invariant. */
record FailureReport(long seed, int steps, Violation violation, List<String> lastSteps, List<String> story) {

    private static final int LAST = 15;
    private static final long BUDGET = 3_000_000;

    /** Runs the seed again to tell its end, and shrinks it. */
    static FailureReport of(long seed, List<Happening> happenings, Simulation.Outcome outcome, Supplier<Store> stores) {
        Violation violation = Objects.requireNonNull(outcome.violation());
        List<Happening> failing = happenings.subList(0, outcome.happened());
        List<String> all = tell(failing, stores);
        List<Happening> shortest = new Shrinker(
                        candidate -> {
                            Violation other =
                                    Simulation.run(candidate, stores, null).violation();
                            return other != null && other.invariant().equals(violation.invariant());
                        },
                        BUDGET)
                .shrink(failing);
        return new FailureReport(
                seed,
                happenings.size(),
                violation,
                all.subList(Math.max(0, all.size() - LAST), all.size()),
                tell(shortest, stores));
    }

    /** The steps, and what the last one broke. */
    private static List<String> tell(List<Happening> happenings, Supplier<Store> stores) {
        List<String> lines = new ArrayList<>();
        Simulation.Outcome outcome = Simulation.run(happenings, stores, line -> lines.add(readable(line)));
        if (outcome.violation() != null) {
            lines.add("=> " + readable(String.valueOf(outcome.violation().getMessage())));
        }
        return lines;
    }

    /** Ids count from 1, so their zeros say nothing. */
    private static String readable(String line) {
        return line.replaceAll("00000000-0000-0000-0000-0+", "#");
    }

    String replay() {
        return "./mvnw -o -pl server -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsimulation.seed=" + seed + " -Dsimulation.steps=" + steps;
    }

    @Override
    public String toString() {
        return "Seed " + seed + " broke an invariant (see docs/invariants.md):\n  "
                + readable(String.valueOf(violation.getMessage()))
                + "\n\nThe last steps:\n  " + String.join("\n  ", lastSteps)
                + "\n\nReplay it:\n  " + replay()
                + "\n\nThe shortest story found that breaks it, " + story.size() + " lines:\n  "
                + String.join("\n  ", story) + "\n";
    }
}
