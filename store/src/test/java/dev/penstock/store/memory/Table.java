package dev.penstock.store.memory;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows by key; every change can be undone. Rows are immutable. */
class Table<K, V> {

    private final Map<K, V> rows;
    private final Undo undo;

    Table(Map<K, V> empty, Undo undo) {
        this.rows = empty;
        this.undo = undo;
    }

    @Nullable
    V get(K key) {
        return rows.get(key);
    }

    Collection<V> all() {
        return rows.values();
    }

    /** @throws IllegalStateException if the key is taken */
    void insert(K key, V row) {
        if (rows.containsKey(key)) {
            throw new IllegalStateException(key + " is there already");
        }
        put(key, row);
    }

    void put(K key, V row) {
        undo.add(undoing(key, rows.put(key, row)));
    }

    void remove(K key) {
        V before = rows.remove(key);
        if (before != null) {
            undo.add(() -> rows.put(key, before));
        }
    }

    private Runnable undoing(K key, @Nullable V before) {
        return before == null ? () -> rows.remove(key) : () -> rows.put(key, before);
    }
}
