package dev.penstock.server.operations;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param rows the rows to show
 * @param last the last row if more follow, to make the next token of; empty on the last page
 */
record Page<T>(List<T> rows, Optional<T> last) {

    /** @param found up to one row more than the limit: the extra one tells that there is a next page */
    static <T> Page<T> of(List<T> found, int limit) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(found.get(limit - 1)));
    }
}
