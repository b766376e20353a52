package dev.penstock.server.settings;

import java.time.Duration;
import java.util.Optional;

/** What values a setting takes. */
sealed interface Kind {
    /** Shown in the place of what must not be. */
    String HIDDEN = "****";

    /** Why the text is no such value; empty if it is one. */
    default Optional<String> complaint(String text) {
        return Optional.empty();
    }

    /** What the number counts, for the reader of a list of settings; empty if there is nothing to count. */
    default String unit() {
        return "";
    }

    /** The value as people may see it. */
    default String shown(String text) {
        return text;
    }

    record Text() implements Kind {}

    /** A text that is never shown. */
    record Secret() implements Kind {
        @Override
        public String shown(String text) {
            return text.isEmpty() ? "" : HIDDEN;
        }
    }

    /** {@code jdbc:...}; a password may stand in its parameters, so these are not shown. */
    record DatabaseUrl() implements Kind {
        @Override
        public String shown(String text) {
            int parameters = text.indexOf('?');
            return parameters < 0 ? text : text.substring(0, parameters + 1) + HIDDEN;
        }
    }

    record WholeNumber(int minimum, int maximum, String unit) implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            boolean good =
                    text.matches("\\d{1,9}") && Integer.parseInt(text) >= minimum && Integer.parseInt(text) <= maximum;
            return good ? Optional.empty() : Optional.of("must be a whole number from " + minimum + " to " + maximum);
        }
    }

    record Time(Duration minimum, Duration maximum) implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            Optional<Duration> value = Durations.parse(text);
            if (value.isEmpty()) {
                return Optional.of("must be a duration such as 500ms, 30s, 15m, 24h or 7d");
            }
            boolean inRange = value.get().compareTo(minimum) >= 0 && value.get().compareTo(maximum) <= 0;
            return inRange
                    ? Optional.empty()
                    : Optional.of("must be from " + minimum.toSeconds() + "s to " + maximum.toSeconds() + "s");
        }

        @Override
        public String unit() {
            return "duration";
        }
    }

    record Switch() implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            return text.equals("true") || text.equals("false")
                    ? Optional.empty()
                    : Optional.of("must be true or false");
        }

        @Override
        public String unit() {
            return "true/false";
        }
    }
}
