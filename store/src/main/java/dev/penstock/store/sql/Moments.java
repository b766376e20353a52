package dev.penstock.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments in columns: microseconds since 1970, which order as they happened and mean the same on both databases. */
public final class Moments {

    private Moments() {}

    public static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    public static @Nullable Long microsOrNull(@Nullable Instant moment) {
        return moment == null ? null : micros(moment);
    }

    public static Instant at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static Instant get(ResultSet row, String column) throws SQLException {
        return at(row.getLong(column));
    }

    public static @Nullable Instant getOrNull(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : at(micros);
    }
}
