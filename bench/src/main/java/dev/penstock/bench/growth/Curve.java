package dev.penstock.bench.growth;

import java.util.List;

/** The cost of one call at several sizes. */
public record Curve(String call, List<Point> points) {

    /** @param millis median */
    public record Point(int size, double millis) {}
}
