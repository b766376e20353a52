package dev.penstock.bench.measure;

/** Reads what the processes have used. */
@FunctionalInterface
public interface CostMeter {
    Cost read();
}
