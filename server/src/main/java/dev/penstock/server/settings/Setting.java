package dev.penstock.server.settings;

import java.util.Locale;

/**
 * One setting that exists.
 *
 * @param key for example {@code jobs.ack-window}
 * @param defaultValue as it would be written; empty if there is none
 * @param meaning one sentence for the operator
 */
record Setting(String key, Kind kind, String defaultValue, String meaning) {

    /** The environment variable that sets it, for example {@code PENSTOCK_JOBS_ACK_WINDOW}. */
    String variable() {
        return "PENSTOCK_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    boolean secret() {
        return kind instanceof Kind.Secret;
    }
}
