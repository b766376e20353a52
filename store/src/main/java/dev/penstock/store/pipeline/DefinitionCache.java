package dev.penstock.store.pipeline;

import dev.penstock.engine.definition.PipelineDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Definitions by pipeline and version, the most recently used ones. A definition never changes once it is committed, so
 * nothing here grows stale. Thread-safe.
 */
public final class DefinitionCache {

    private static final int MOST = 1000;

    private final Map<DefinitionKey, PipelineDefinition> definitions = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DefinitionKey, PipelineDefinition> eldest) {
            return size() > MOST;
        }
    };

    synchronized @Nullable PipelineDefinition get(DefinitionKey key) {
        return definitions.get(key);
    }

    /** For when it may hold something that was never committed. */
    public synchronized void clear() {
        definitions.clear();
    }

    synchronized void put(DefinitionKey key, PipelineDefinition definition) {
        definitions.put(key, definition);
    }
}
