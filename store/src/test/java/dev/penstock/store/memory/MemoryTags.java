package dev.penstock.store.memory;

import dev.penstock.store.tag.Tags;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

final class MemoryTags implements Tags {

    private final Table<String, SortedMap<String, String>> tags;

    MemoryTags(Table<String, SortedMap<String, String>> tags) {
        this.tags = tags;
    }

    @Override
    public SortedMap<String, String> of(String arn) {
        SortedMap<String, String> found = tags.get(arn);
        return found == null ? Collections.emptySortedMap() : found;
    }

    @Override
    public Map<String, SortedMap<String, String>> of(Collection<String> arns) {
        Map<String, SortedMap<String, String>> found = new HashMap<>();
        arns.stream().filter(arn -> !of(arn).isEmpty()).forEach(arn -> found.put(arn, of(arn)));
        return found;
    }

    @Override
    public void put(String arn, Map<String, String> added) {
        SortedMap<String, String> next = new TreeMap<>(of(arn));
        next.putAll(added);
        tags.put(arn, next);
    }

    @Override
    public void remove(String arn, Collection<String> keys) {
        SortedMap<String, String> next = new TreeMap<>(of(arn));
        keys.forEach(next::remove);
        tags.put(arn, next);
    }

    @Override
    public void replace(String arn, Map<String, String> only) {
        tags.put(arn, new TreeMap<>(only));
    }
}
