package dev.penstock.server.auth;

import dev.penstock.api.error.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The moment that a request claims to have been signed at. */
record AmzDate(Instant instant, String text) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Many requests are signed in one second. */
    private static volatile @Nullable AmzDate latest;

    static String format(Instant instant) {
        return BASIC.format(instant);
    }

    static AmzDate parse(String text) {
        AmzDate known = latest;
        if (known != null && known.text.equals(text)) {
            return known;
        }
        try {
            AmzDate parsed = new AmzDate(BASIC.parse(text, Instant::from), text);
            latest = parsed;
            return parsed;
        } catch (DateTimeException e) {
            throw ApiException.of(
                    "IncompleteSignatureException",
                    "Date must be in ISO-8601 'basic format'. Got '" + text
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    /** From {@code X-Amz-Date}, or from {@code Date} in either of its two forms. */
    static Optional<AmzDate> of(ReceivedRequest request) {
        Optional<String> own = request.header("x-amz-date");
        return own.isPresent()
                ? own.map(AmzDate::parse)
                : request.header("date").map(AmzDate::parseDateHeader);
    }

    private static AmzDate parseDateHeader(String text) {
        try {
            Instant instant = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return new AmzDate(instant, format(instant));
        } catch (DateTimeException e) {
            return parse(text);
        }
    }

    /** The day as in a credential scope. */
    String day() {
        return text.substring(0, 8);
    }
}
