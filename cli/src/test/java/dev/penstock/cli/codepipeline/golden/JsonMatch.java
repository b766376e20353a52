package dev.penstock.cli.codepipeline.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares JSON with an expectation that may hold matchers such as {@code {"$uuid": true}}. */
final class JsonMatch {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, JsonNode> seen = new HashMap<>();
    private final boolean ordered;

    JsonMatch(boolean ordered) {
        this.ordered = ordered;
    }

    List<String> problems() {
        return problems;
    }

    void match(JsonNode expected, @Nullable JsonNode actual, String where) {
        if (expected.isObject()
                && expected.size() == 1
                && expected.propertyNames().iterator().next().startsWith("$")) {
            var matcher = expected.properties().iterator().next();
            special(matcher.getKey(), matcher.getValue(), actual, where);
        } else if (actual == null) {
            problems.add(where + ": missing");
        } else if (expected.isObject()) {
            object(expected, actual, where);
        } else if (expected.isArray()) {
            array(expected, actual, where);
        } else if (!expected.equals(actual) && !sameNumber(expected, actual)) {
            problems.add(where + ": " + actual + ", expected " + expected);
        }
    }

    /** Kinds of numbers differ, sizes of integers do not. */
    private static boolean sameNumber(JsonNode a, JsonNode b) {
        return a.isIntegralNumber()
                        && b.isIntegralNumber()
                        && a.bigIntegerValue().equals(b.bigIntegerValue())
                || a.isFloatingPointNumber() && b.isFloatingPointNumber() && a.doubleValue() == b.doubleValue();
    }

    private void special(String kind, JsonNode argument, @Nullable JsonNode actual, String where) {
        if (kind.equals("$absent")) {
            if (actual != null) {
                problems.add(where + ": must be absent, is " + actual);
            }
            return;
        }
        if (actual == null) {
            problems.add(where + ": missing");
            return;
        }
        boolean fits = switch (kind) {
            case "$any" -> true;
            case "$regex" ->
                Pattern.compile(argument.stringValue(), Pattern.DOTALL)
                        .matcher(actual.asString())
                        .matches();
            case "$uuid" -> UUID.matcher(actual.asString()).matches();
            case "$same" -> {
                JsonNode known = seen.putIfAbsent(argument.stringValue(), actual);
                yield known == null || known.equals(actual);
            }
            case "$oneOf" ->
                argument.valueStream().anyMatch(choice -> {
                    JsonMatch trial = new JsonMatch(ordered);
                    trial.match(choice, actual, where);
                    return trial.problems.isEmpty();
                });
            default -> throw new IllegalArgumentException("unknown matcher " + kind);
        };
        if (!fits) {
            problems.add(where + ": " + actual + " does not match " + kind + " " + argument);
        }
    }

    private void object(JsonNode expected, JsonNode actual, String where) {
        if (!actual.isObject()) {
            problems.add(where + ": expected an object, is " + actual);
            return;
        }
        expected.properties().forEach(e -> match(e.getValue(), actual.get(e.getKey()), where + "." + e.getKey()));
        for (String name : actual.propertyNames()) {
            if (!expected.has(name)) {
                problems.add(where + "." + name + ": unexpected");
            }
        }
        if (ordered && !List.copyOf(expected.propertyNames()).equals(List.copyOf(actual.propertyNames()))) {
            problems.add(where + ": key order is " + actual.propertyNames());
        }
    }

    private void array(JsonNode expected, JsonNode actual, String where) {
        if (!actual.isArray() || expected.size() != actual.size()) {
            problems.add(where + ": " + actual + ", expected " + expected);
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            match(expected.get(i), actual.get(i), where + "[" + i + "]");
        }
    }
}
