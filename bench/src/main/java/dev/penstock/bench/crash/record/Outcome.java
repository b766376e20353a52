package dev.penstock.bench.crash.record;

import tools.jackson.databind.JsonNode;

/** What became of one attempt at a call. */
public sealed interface Outcome {

    /** HTTP 200: a promise. */
    record Answered(JsonNode body) implements Outcome {}

    /** The server said no, in the API's words. A status from 500 on says nothing about what happened. */
    record Refused(int status, String type, String message) implements Outcome {}

    /** Nobody knows whether it happened. */
    record Unanswered(String reason) implements Outcome {}

    /** True if the caller knows now what happened and does not ask again. */
    default boolean definitive() {
        return switch (this) {
            case Answered _ -> true;
            case Refused refused -> refused.status < 500 && refused.status != 408 && !refused.type.contains("Throttl");
            case Unanswered _ -> false;
        };
    }

    /** True if it was refused with this exception. */
    default boolean refusedWith(String type) {
        return this instanceof Refused refused && refused.type.equals(type);
    }
}
