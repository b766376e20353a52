package dev.penstock.bench.crash.check;

import java.util.function.Consumer;

/** An invariant of {@code docs/invariants.md}, under the name that it has there, as far as it shows from outside. */
public interface Check {

    /** @param violation gets a sentence for each thing that should not be */
    void on(Evidence evidence, Consumer<String> violation);

    /** The name in {@code docs/invariants.md}. */
    default String invariant() {
        return getClass().getSimpleName();
    }
}
