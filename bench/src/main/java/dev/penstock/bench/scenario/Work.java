package dev.penstock.bench.scenario;

import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;

/** Prepared work. */
public interface Work extends AutoCloseable {

    /** Starts what runs beside the workers, if anything does. */
    default void begin(Steps steps) {}

    /** Starts what disturbs the workers, in a scenario that says that it has something. */
    default void disturb(Steps steps) {}

    /** What a worker repeats. */
    Operation worker(int number);

    /** Ends what runs beside and what disturbs, and the clients. */
    @Override
    void close();
}
