package dev.penstock.server.iam;

import java.util.List;
import java.util.Optional;

/** What a request has for the keys that conditions ask about. */
@FunctionalInterface
interface ConditionValues {

    /** Nothing is known of the request. */
    ConditionValues NONE = key -> Optional.empty();

    /**
     * The values of a key, more than one only for {@code aws:TagKeys}; empty if the request does not have the key.
     *
     * @param key in lower case
     */
    Optional<List<String>> of(String key);
}
