package dev.penstock.cli.codepipeline.validation;

import dev.penstock.cli.codepipeline.value.Blanks;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Points in time as users write them: seconds, ISO 8601, mail dates (spec cli 4). */
public final class Timestamps {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})[-/]?(\\d{2})[-/]?(\\d{2})(?:[Tt\\s]\\s*(.+))?", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MAIL = Pattern.compile(
            "(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\\d{4})(?:\\s+(.+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            "(\\d{1,2})(?::?(\\d{2})(?::?(\\d{2})(?:[.,](\\d+))?)?)?\\s*(z|utc|gmt|[+-]\\d{2}(?::?\\d{2})?)?",
            Pattern.CASE_INSENSITIVE);
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    /** The years that the AWS CLI knows. */
    private static final long EARLIEST = -62_135_596_800L;

    private static final long LATEST = 253_402_300_799L;

    private Timestamps() {}

    /** The point in time, exact to the nanosecond; nothing when the value is none. */
    public static Optional<Instant> parse(Value value) {
        return switch (value) {
            case IntegerValue(var seconds) -> epoch(new BigDecimal(seconds));
            case BooleanValue(boolean flag) -> epoch(flag ? BigDecimal.ONE : BigDecimal.ZERO);
            case DecimalValue(double seconds) ->
                Double.isFinite(seconds) ? epoch(new BigDecimal(seconds)) : Optional.empty();
            case TextValue(String text) -> text(Blanks.strip(text));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> epoch(BigDecimal seconds) {
        if (seconds.precision() - seconds.scale() > 15) {
            return Optional.empty();
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long second = whole.longValueExact();
        return second < EARLIEST || second > LATEST
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        second, seconds.subtract(whole).movePointRight(9).longValue()));
    }

    private static Optional<Instant> text(String text) {
        if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
            return epoch(new BigDecimal(text));
        }
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return at(LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3))), iso.group(4));
            }
            Matcher mail = MAIL.matcher(text);
            if (mail.matches()) {
                int month = MONTHS.indexOf(mail.group(2).toLowerCase(Locale.ROOT));
                return month % 3 != 0
                        ? Optional.empty()
                        : at(LocalDate.of(number(mail.group(3)), month / 3 + 1, number(mail.group(1))), mail.group(4));
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> at(LocalDate date, @Nullable String rest) {
        if (rest == null) {
            return Optional.of(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        Matcher time = TIME.matcher(rest);
        if (!time.matches()) {
            return Optional.empty();
        }
        String fraction = time.group(4) == null ? "" : time.group(4);
        LocalTime of = LocalTime.of(
                number(time.group(1)),
                number(time.group(2)),
                number(time.group(3)),
                number((fraction + "000000000").substring(0, 9)));
        return Optional.of(LocalDateTime.of(date, of).toInstant(offset(time.group(5))));
    }

    private static ZoneOffset offset(@Nullable String zone) {
        if (zone == null || Character.isLetter(zone.charAt(0))) {
            return ZoneOffset.UTC;
        }
        String digits = zone.substring(1).replace(":", "");
        int seconds =
                number(digits.substring(0, 2)) * 3600 + (digits.length() > 2 ? number(digits.substring(2)) * 60 : 0);
        return ZoneOffset.ofTotalSeconds(zone.charAt(0) == '-' ? -seconds : seconds);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
