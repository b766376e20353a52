package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What the service says of a call that it refused (spec cli 15). */
record ServiceError(int status, String code, String message) {
    private static final Set<Integer> REPEATABLE = Set.of(429, 500, 502, 503, 504, 509);
    private static final Set<String> THROTTLING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottledException",
            "ProvisionedThroughputExceededException");
    private static final Map<Integer, String> REASONS = Map.of(
            500, "Internal Server Error",
            501, "Not Implemented",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout",
            505, "HTTP Version Not Supported",
            507, "Insufficient Storage",
            508, "Loop Detected",
            511, "Network Authentication Required");

    static ServiceError of(Answer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        String status = Integer.toString(answer.status());
        if (answer.status() >= 500 && (body.isEmpty() || body.strip().startsWith("<html>"))) {
            return new ServiceError(answer.status(), status, REASONS.getOrDefault(answer.status(), ""));
        }
        Map<String, Value> members = members(body);
        String code = members.get("__type") instanceof TextValue(String type) ? type : status;
        int colon = code.indexOf(':');
        code = colon < 0 ? code : code.substring(0, colon);
        Value message = members.getOrDefault("message", members.getOrDefault("Message", Value.of("")));
        return new ServiceError(answer.status(), code.substring(code.lastIndexOf('#') + 1), PythonText.plain(message));
    }

    /** A body that is no JSON object is itself the message. */
    private static Map<String, Value> members(String body) {
        if (body.isEmpty()) {
            return Map.of();
        }
        try {
            if (JsonReader.read(body) instanceof MapValue(var members)) {
                return members;
            }
        } catch (JsonSyntaxException e) {
            // said below
        }
        return Map.of("message", Value.of(body));
    }

    boolean repeatable() {
        return REPEATABLE.contains(status) || status == 400 && THROTTLING.contains(code);
    }

    /**
     * @param retries how often the call was repeated; shown when it might be repeated once more
     */
    CallException exception(String operation, int retries) {
        return new CallException(
                "An error occurred (" + code + ") when calling the " + operation + " operation"
                        + (repeatable() ? " (reached max retries: " + retries + ")" : "") + ": " + message,
                repeatable());
    }
}
