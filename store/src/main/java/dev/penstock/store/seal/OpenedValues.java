package dev.penstock.store.seal;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was opened lately, by its place. Found again only for the very same sealed bytes in the same place, so a value that
 * was sealed anew or passed off as another is opened, and checked, again. Bounded by the length of the sealed bytes, in
 * memory only. Thread-safe.
 */
final class OpenedValues {

    private static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST = 64 << 10;

    private final Map<String, Opened> values = new LinkedHashMap<>(256, 0.75f, true);
    private long bytes;

    /** Never shown: what was opened is a secret. */
    private record Opened(byte[] sealed, Object value) {
        @Override
        public String toString() {
            return "Opened[...]";
        }
    }

    /** @param type what the value was read as */
    synchronized <T> Optional<T> get(String place, byte[] sealed, Class<T> type) {
        @Nullable Opened known = values.get(place);
        return known != null && type.isInstance(known.value) && Arrays.equals(known.sealed, sealed)
                ? Optional.of(type.cast(known.value))
                : Optional.empty();
    }

    synchronized void put(String place, byte[] sealed, Object value) {
        if (sealed.length > LONGEST) {
            return;
        }
        @Nullable Opened before = values.put(place, new Opened(sealed, value));
        bytes += sealed.length - (before == null ? 0 : before.sealed.length);
        Iterator<Opened> eldest = values.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= eldest.next().sealed.length;
            eldest.remove();
        }
    }
}
