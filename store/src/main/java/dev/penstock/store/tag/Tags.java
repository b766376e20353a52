package dev.penstock.store.tag;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/**
 * Tags of pipelines, custom action types and webhooks, by the resource's ARN (spec events 8.1). Whoever deletes a resource
 * clears its tags in the same transaction.
 */
public interface Tags {

    /** The tags of one resource, by key; empty if it has none. */
    SortedMap<String, String> of(String arn);

    /** The tags of several resources; those without tags are not in the answer. */
    Map<String, SortedMap<String, String>> of(Collection<String> arns);

    /** Adds tags; a key that the resource has already gets the new value. */
    void put(String arn, Map<String, String> tags);

    /** Removes tags; keys that the resource does not have are passed over. */
    void remove(String arn, Collection<String> keys);

    /** Gives the resource these tags and no others, whatever somebody of the same name may have left. */
    void replace(String arn, Map<String, String> tags);
}
