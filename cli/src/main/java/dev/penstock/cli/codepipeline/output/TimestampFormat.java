package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.validation.Timestamps;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.Value;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** How points in time are printed: the setting {@code cli_timestamp_format} (spec cli 12). */
public sealed interface TimestampFormat {
    Value show(Value timestamp);

    /** As they came. */
    record Wire() implements TimestampFormat {
        @Override
        public Value show(Value timestamp) {
            return timestamp;
        }
    }

    record Iso(ZoneId zone) implements TimestampFormat {
        private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
        private static final DateTimeFormatter FRACTION = DateTimeFormatter.ofPattern(".SSSSSS");
        private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

        @Override
        public Value show(Value timestamp) {
            return Timestamps.parse(timestamp)
                    .map(instant -> {
                        // Rounded to microseconds, since a double holds no more of this size.
                        OffsetDateTime time =
                                instant.plusNanos(500).atZone(zone).toOffsetDateTime();
                        String fraction = time.getNano() / 1000 == 0 ? "" : time.format(FRACTION);
                        return Value.of(time.format(SECONDS) + fraction + time.format(OFFSET));
                    })
                    .orElse(timestamp);
        }
    }

    /**
     * @throws InvalidValue if the setting has no such value
     */
    static TimestampFormat of(String setting, Supplier<ZoneId> zone) {
        return switch (setting) {
            case "wire", "none" -> new Wire();
            case "iso8601" -> new Iso(zone.get());
            default ->
                throw new InvalidValue("Unknown cli_timestamp_format value: " + setting
                        + ", valid values are \"none\", \"wire\" or \"iso8601\"");
        };
    }
}
