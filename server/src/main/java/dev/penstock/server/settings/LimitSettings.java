package dev.penstock.server.settings;

/** Ceilings (spec jobs 1.2). */
public record LimitSettings(int requestBytes, int pipelines, int customActionTypes) {

    static LimitSettings from(Settings settings) {
        return new LimitSettings(
                settings.number("limits.request-bytes"),
                settings.number("limits.pipelines"),
                settings.number("limits.custom-action-types"));
    }
}
