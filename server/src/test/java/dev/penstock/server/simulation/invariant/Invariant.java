package dev.penstock.server.simulation.invariant;

import dev.penstock.server.simulation.Observation;
import org.jspecify.annotations.Nullable;

/** A rule that holds after every step. May remember what it saw; one for each run. */
public interface Invariant {

    /** @throws Violation if the step broke the rule */
    void check(Observation seen);

    default String name() {
        return getClass().getSimpleName();
    }

    /** @throws Violation of this invariant, unless it holds */
    default void require(boolean holds, String otherwise, @Nullable Object... about) {
        if (!holds) {
            throw new Violation(name(), otherwise.formatted(about));
        }
    }
}
