package dev.penstock.server.operations;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param rows the rows to show
 * @param nextToken null on the last page
 */
record Page<T>(List<T> rows, @Nullable String nextToken) {

    /**
     * @param found up to one row more than the limit: the extra one tells that there is a next page
     * @param token makes the next token of the last row that is shown
     */
    static <T> Page<T> of(List<T> found, int limit, Function<T, String> token) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), token.apply(found.get(limit - 1)));
    }
}
