package dev.penstock.bench.crash.record;

/**
 * A request that was sent.
 *
 * @param sent microseconds since 1970, before the first byte left
 * @param ended microseconds since 1970, when the answer was there or was given up
 * @param node index of the server that was asked
 */
public record Attempt(long sent, long ended, int node, Outcome outcome) {}
