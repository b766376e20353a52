package dev.penstock.server.settings;

/** A setting that cannot be used; the message says which one, where it came from and what to write instead. */
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
