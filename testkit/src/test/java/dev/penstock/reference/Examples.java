package dev.penstock.reference;

import dev.penstock.conformance.Api;
import dev.penstock.conformance.Wire;
import dev.penstock.testkit.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that were made and answered, the first of each operation, made free of what differs from run to run. */
public final class Examples {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AWS = "CodePipeline_20150709";
    private static final String OURS = "Penstock_20261101";

    private final Api api;
    private final Steadied steadied = new Steadied();
    private final Map<String, Example> byOperation = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();

    /** @param response null where the operation answers without a body */
    public record Example(JsonNode request, JsonNode response) {}

    public Examples(Api api) {
        this.api = api;
    }

    /** A call of the CodePipeline API, as JSON with single quotes. */
    JsonNode call(Keys keys, String operation, String request) {
        return call(keys, AWS, operation, request);
    }

    /** A call of our own API. */
    JsonNode admin(Keys keys, String operation, String request) {
        return call(keys, OURS, operation, request);
    }

    private JsonNode call(Keys keys, String service, String operation, String request) {
        JsonNode tree = JSON.readTree(request.replace('\'', '"'));
        Wire.Answer answer = api.call(keys, service + "." + operation, tree);
        if (!answer.ok()) {
            refused.add(operation + ": " + answer.error() + ": " + answer.message());
            return JSON.createObjectNode();
        }
        JsonNode body = service.equals(OURS) ? Steadied.sorted(answer.body()) : answer.body();
        byOperation.computeIfAbsent(operation, _ -> new Example(steadied.steady(tree), steadied.steady(body)));
        return answer.body();
    }

    /** The example of an operation, if the story has one that was answered. */
    public Optional<Example> of(String operation) {
        return Optional.ofNullable(byOperation.get(operation));
    }

    /** What the server would not do. */
    public List<String> refused() {
        return List.copyOf(refused);
    }
}
