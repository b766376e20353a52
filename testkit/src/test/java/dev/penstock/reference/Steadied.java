package dev.penstock.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Replaces ids, moments, random names and secrets by ones that stay the same from run to run. */
public final class Steadied {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Pattern RANDOM_KEY = Pattern.compile("^([A-Za-z0-9_-]+/[A-Za-z0-9_-]+/)[A-Za-z0-9]{7}$");
    private static final Pattern HOOK = Pattern.compile("([?&]t=)[^&]+");
    private static final Set<String> MOMENTS = Set.of(
            "created",
            "lastPoll",
            "oldest",
            "updated",
            "startTime",
            "lastUpdateTime",
            "lastStatusChange",
            "lastUpdatedAt",
            "lastChangedAt",
            "previousValidUntil",
            "approvedAt",
            "since",
            "ends");
    private static final Map<String, String> SECRETS = Map.of(
            "nonce", "1",
            "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "secretAccessKey", "EXAMPLE-SECRET",
            "sessionToken", "EXAMPLE-TOKEN",
            "clientToken", "EXAMPLE-CLIENT-TOKEN",
            "signingSecret", "EXAMPLE-SECRET",
            "secret", "EXAMPLE-SECRET",
            "nextToken", "EXAMPLE-NEXT-TOKEN");

    private final Map<String, String> ids = new HashMap<>();

    JsonNode steady(JsonNode node) {
        if (node.isObject()) {
            ObjectNode steady = JSON.createObjectNode();
            node.forEachEntry((name, value) -> steady.set(name, member(name, value)));
            return steady;
        }
        if (node.isArray()) {
            var steady = JSON.createArrayNode();
            node.forEach(item -> steady.add(steady(item)));
            return steady;
        }
        return node.isString() ? JSON.getNodeFactory().stringNode(text(node.asString())) : node;
    }

    /** The same with the members of objects in the order of their names: our own answers have them in any order. */
    static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JSON.createObjectNode();
            node.propertyNames().stream().sorted().forEach(name -> sorted.set(name, sorted(node.get(name))));
            return sorted;
        }
        if (node.isArray()) {
            var sorted = JSON.createArrayNode();
            node.forEach(item -> sorted.add(sorted(item)));
            return sorted;
        }
        return node;
    }

    private JsonNode member(String name, JsonNode value) {
        if (MOMENTS.contains(name) && value.isNumber()) {
            return JSON.readTree("1795478400");
        }
        String fixed = SECRETS.get(name);
        return fixed != null && value.isString() ? JSON.getNodeFactory().stringNode(fixed) : steady(value);
    }

    public String text(String text) {
        Matcher uuid = UUID.matcher(text);
        String steady = uuid.replaceAll(found ->
                ids.computeIfAbsent(found.group(), _ -> "00000000-0000-4000-8000-%012d".formatted(ids.size() + 1)));
        steady = PORT.matcher(steady).replaceAll("https://penstock.example");
        steady = MOMENT.matcher(steady).replaceAll("2026-11-24T00:00:00Z");
        steady = HOOK.matcher(steady).replaceAll("$1EXAMPLE");
        return RANDOM_KEY.matcher(steady).replaceAll("$1a1b2c3");
    }
}
