package dev.penstock.engine.actiontype;

import java.util.LinkedHashMap;
import java.util.Map;

/** How secret configuration values are shown: not at all (spec jobs 16). */
public final class Secrets {
    public static final String MASK = "****";

    /** The model's documentation writes five asterisks; both are taken as the mask. */
    private static final String LONG_MASK = "*****";

    private Secrets() {}

    public static boolean isMask(String value) {
        return value.equals(MASK) || value.equals(LONG_MASK);
    }

    /** The configuration with the values of the type's secret properties masked. */
    public static Map<String, String> masked(ActionType type, Map<String, String> configuration) {
        Map<String, String> shown = new LinkedHashMap<>(configuration);
        for (ActionProperty property : type.properties()) {
            if (property.secret()) {
                shown.computeIfPresent(property.name(), (name, value) -> MASK);
            }
        }
        return shown;
    }
}
