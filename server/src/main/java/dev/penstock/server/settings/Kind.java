package dev.penstock.server.settings;

import java.time.Duration;
import java.util.Optional;

/** What values a setting takes. */
sealed interface Kind {

    /** Why the text is no such value; empty if it is one. */
    Optional<String> complaint(String text);

    /** What the number counts, for the reader of a list of settings; empty if there is nothing to count. */
    String unit();

    /** @param secret never shown */
    record Text(boolean secret) implements Kind {
        @Override
        public Optional<String> complaint(String text) {
            return Optional.empty();
        }

        @Override
        public String unit() {
            return "";
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
