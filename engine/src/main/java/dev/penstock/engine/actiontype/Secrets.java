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

    /**
     * The configuration with the values of the type's secret properties masked, and of those that it does not define: they
     * may have been secret when they were saved.
     */
    public static Map<String, String> masked(ActionType type, Map<String, String> configuration) {
        Map<String, String> shown = new LinkedHashMap<>(configuration);
        shown.replaceAll(
                (name, value) -> type.property(name).map(ActionProperty::secret).orElse(true) ? MASK : value);
        return shown;
    }
}
