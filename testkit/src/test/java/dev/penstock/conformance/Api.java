package dev.penstock.conformance;

import dev.penstock.testkit.Keys;

/** A way to call operations. Requests may be such as no SDK would send. */
public interface Api {

    /**
     * @param target service and operation, with a period between them
     * @param request the input as a JSON tree of any kind: nodes, or maps, lists and scalars
     */
    Wire.Answer call(Keys keys, String target, Object request);
}
