package dev.penstock.store.memory;

import java.util.List;

/** A key of several words, which orders word by word. */
record Words(List<String> words) implements Comparable<Words> {

    static Words of(String... words) {
        return new Words(List.of(words));
    }

    @Override
    public int compareTo(Words other) {
        int common = Math.min(words.size(), other.words.size());
        for (int i = 0; i < common; i++) {
            int byWord = words.get(i).compareTo(other.words.get(i));
            if (byWord != 0) {
                return byWord;
            }
        }
        return Integer.compare(words.size(), other.words.size());
    }
}
