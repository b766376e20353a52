package dev.penstock.server.iam;

import java.util.List;
import java.util.Optional;

/** What a request has for the keys that conditions ask about. */
@FunctionalInterface
interface ConditionValues {

    /** Nothing is known of the request. */
    ConditionValues NONE = key -> Optional.empty();

    /**
     * The values of a key, more than one for {@code aws:TagKeys}, and for a tag whose key is there in several
     * cases; empty if the request does not have the key.
     *
     * @param key in lower case
     */
    Optional<List<String>> of(String key);
}
