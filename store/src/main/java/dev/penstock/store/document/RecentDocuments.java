package dev.penstock.store.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read or written lately, by its text. A text means the same for ever, so nothing here grows stale; whoever has
 * the text from the database need not parse it again. Bounded by the length of the texts. Thread-safe.
 */
final class RecentDocuments {

    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int LONGEST = 64 << 10;

    private final Map<Key, Object> values = new LinkedHashMap<>(256, 0.75f, true);
    private long characters;

    /** The same text may be read as different classes. */
    private record Key(String text, Class<?> type) {}

    synchronized Optional<Object> get(String text, Class<?> type) {
        return Optional.ofNullable(values.get(new Key(text, type)));
    }

    synchronized void put(String text, Class<?> type, Object value) {
        if (text.length() > LONGEST) {
            return;
        }
        @Nullable Object before = values.put(new Key(text, type), value);
        if (before == null) {
            characters += text.length();
        }
        var eldest = values.keySet().iterator();
        while (characters > MOST_CHARACTERS) {
            characters -= eldest.next().text.length();
            eldest.remove();
        }
    }
}
