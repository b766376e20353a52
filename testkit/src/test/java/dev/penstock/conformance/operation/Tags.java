package dev.penstock.conformance.operation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tags that nothing can carry. */
final class Tags {
    static final String MANY = IntStream.rangeClosed(1, 51)
            .mapToObj(i -> "{'key':'k" + i + "','value':'v'}")
            .collect(Collectors.joining(",", "[", "]"));
    static final String RESERVED = "[{'key':'aws:mine','value':'v'}]";

    private Tags() {}
}
