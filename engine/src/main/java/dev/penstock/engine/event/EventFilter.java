package dev.penstock.engine.event;

import dev.penstock.engine.definition.PipelineRef;
import java.util.List;

/**
 * Which events somebody wants. An empty list leaves everything through; of a list one entry must match.
 *
 * @param accountId account of the pipelines
 * @param pipelines names; {@code *} stands for any characters, none too
 * @param detailTypes exact, as {@link Event#detailType}
 * @param states exact, as {@link Event#state}
 */
public record EventFilter(String accountId, List<String> pipelines, List<String> detailTypes, List<String> states) {

    public EventFilter {
        pipelines = List.copyOf(pipelines);
        detailTypes = List.copyOf(detailTypes);
        states = List.copyOf(states);
    }

    /** Everything that happens in the account. */
    public static EventFilter all(String accountId) {
        return new EventFilter(accountId, List.of(), List.of(), List.of());
    }

    public boolean wants(PipelineRef pipeline, Event event) {
        return pipeline.accountId().equals(accountId)
                && (pipelines.isEmpty() || pipelines.stream().anyMatch(pattern -> matches(pattern, pipeline.name())))
                && (detailTypes.isEmpty() || detailTypes.contains(event.detailType()))
                && (states.isEmpty() || states.contains(event.state()));
    }

    /** Takes time linear in the name for each star. */
    private static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(name);
        }
        String first = parts[0];
        String last = parts[parts.length - 1];
        if (name.length() < first.length() + last.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = name.length() - last.length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
