package dev.penstock.store.tag;

import dev.penstock.store.sql.Session;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link Tags} in a table. */
public final class SqlTags implements Tags {

    private final Session session;

    public SqlTags(Session session) {
        this.session = session;
    }

    @Override
    public SortedMap<String, String> of(String arn) {
        return of(List.of(arn)).getOrDefault(arn, Collections.emptySortedMap());
    }

    @Override
    public Map<String, SortedMap<String, String>> of(Collection<String> arns) {
        Map<String, SortedMap<String, String>> found = new HashMap<>();
        if (arns.isEmpty()) {
            return found;
        }
        session.handle()
                .createQuery("SELECT arn, tag_key, tag_value FROM resource_tag WHERE arn IN (<arns>)")
                .bindList("arns", List.copyOf(arns))
                .map((row, context) ->
                        List.of(row.getString("arn"), row.getString("tag_key"), row.getString("tag_value")))
                .forEach(row -> found.computeIfAbsent(row.get(0), arn -> new TreeMap<>())
                        .put(row.get(1), row.get(2)));
        return found;
    }

    @Override
    public void put(String arn, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        PreparedBatch batch = session.handle().prepareBatch("""
                INSERT INTO resource_tag (arn, tag_key, tag_value) VALUES (:arn, :key, :value)
                ON CONFLICT (arn, tag_key) DO UPDATE SET tag_value = excluded.tag_value
                """);
        tags.forEach((key, value) ->
                batch.bind("arn", arn).bind("key", key).bind("value", value).add());
        batch.execute();
    }

    @Override
    public void remove(String arn, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        session.handle()
                .createUpdate("DELETE FROM resource_tag WHERE arn = :arn AND tag_key IN (<keys>)")
                .bind("arn", arn)
                .bindList("keys", List.copyOf(keys))
                .execute();
    }

    @Override
    public void replace(String arn, Map<String, String> tags) {
        session.handle()
                .createUpdate("DELETE FROM resource_tag WHERE arn = :arn")
                .bind("arn", arn)
                .execute();
        put(arn, tags);
    }
}
