package dev.penstock.bench.crash.record;

import tools.jackson.databind.JsonNode;

/**
 * Something seen or done besides calls.
 *
 * @param at microseconds since 1970
 * @param kind for example {@code taken} or {@code seen}
 */
public record Note(long at, String who, String kind, JsonNode what) {

    /** A member as text; empty text if it is not there. */
    public String text(String member) {
        return what.path(member).asString("");
    }
}
