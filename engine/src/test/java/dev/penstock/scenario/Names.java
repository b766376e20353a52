package dev.penstock.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names that a scenario has given to executions and tokens, and what they stand for. */
final class Names {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

    /** Name of an execution that does not exist. */
    private static final String NOBODY = "unknown";

    private static final String UNKNOWN = "00000000-1111-4222-8333-444444444444";

    private final Map<String, String> executions = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>(Map.of(NOBODY, UNKNOWN));

    void execution(String name, String id) {
        String known = executions.putIfAbsent(name, id);
        if (known != null && !known.equals(id)) {
            throw new ScenarioException(name + " names another execution already");
        }
    }

    void other(String name, String value) {
        others.put(name, value);
    }

    /** The execution of that name, or the one named last. */
    String execution(@Nullable String name) {
        if (NOBODY.equals(name)) {
            return UNKNOWN;
        }
        Optional<String> found = name == null
                ? executions.values().stream().reduce((former, latter) -> latter)
                : Optional.ofNullable(executions.get(name));
        return found.orElseThrow(() -> new ScenarioException("no execution has the name " + name));
    }

    Map<String, String> executions() {
        return executions;
    }

    boolean named(String executionId) {
        return executions.containsValue(executionId);
    }

    /** The text with <code>${name}</code> replaced by what it stands for. */
    String resolved(String text) {
        return NAME.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
    }

    /** What a name stands for. */
    String value(String name) {
        return Optional.ofNullable(executions.get(name))
                .or(() -> Optional.ofNullable(others.get(name)))
                .orElseThrow(() -> new ScenarioException("nothing has the name " + name));
    }

    /** The text with ids replaced by names, for people. */
    String readable(String text) {
        String readable = text;
        for (Entry<String, String> execution : executions.entrySet()) {
            readable = readable.replace(execution.getValue(), "${" + execution.getKey() + "}");
        }
        return readable;
    }
}
