package dev.penstock.store.memory;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys. */
final class SortedTable<K extends Comparable<K>, V> extends Table<K, V> {

    private final NavigableMap<K, V> rows;

    private SortedTable(NavigableMap<K, V> rows, Undo undo) {
        super(rows, undo);
        this.rows = rows;
    }

    static <K extends Comparable<K>, V> SortedTable<K, V> with(Undo undo) {
        return new SortedTable<K, V>(new TreeMap<K, V>(), undo);
    }

    Map.@Nullable Entry<K, V> first() {
        return rows.firstEntry();
    }

    /** Rows before the key, the last one first. */
    Collection<V> descendingBefore(K key) {
        return rows.headMap(key, false).descendingMap().values();
    }

    Collection<V> descending() {
        return rows.descendingMap().values();
    }

    /** Rows up to the key, which is one of them, in order. */
    Collection<V> upTo(K key) {
        return rows.headMap(key, true).values();
    }

    Collection<V> after(K key) {
        return rows.tailMap(key, false).values();
    }
}
