package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.definition.RegionNames;
import org.jspecify.annotations.Nullable;

/** The region whose types a list is to show (spec jobs 14.3). */
final class RegionFilter {

    private RegionFilter() {}

    /**
     * @param filter of the request; null for the region of the call
     * @throws ApiException ValidationException if no region can have this name
     */
    static String of(Call call, @Nullable String filter) {
        if (filter == null || filter.equals(call.region())) {
            return call.region();
        }
        if (!RegionNames.formed(filter)) {
            throw ApiException.validation("The region '" + filter + "' is not a valid AWS Region.");
        }
        return filter;
    }
}
