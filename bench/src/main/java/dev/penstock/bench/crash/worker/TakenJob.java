package dev.penstock.bench.crash.worker;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job as the worker has to know it again after its own death.
 *
 * @param token the continuation token that came with it; empty text for the first job of an action
 * @param steps how many jobs its action takes
 * @param reads keys of its input artifacts
 * @param writes keys of its output artifacts
 */
record TakenJob(
        Trade trade,
        String id,
        String nonce,
        String actionExecutionId,
        String token,
        int steps,
        List<String> reads,
        List<String> writes) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static TakenJob of(Trade trade, String id, String nonce, JsonNode data) {
        return new TakenJob(
                trade,
                id,
                nonce,
                data.at("/pipelineContext/action/actionExecutionId").asString(),
                data.path("continuationToken").asString(""),
                data.at("/actionConfiguration/configuration/Steps").asInt(1),
                keys(data.get("inputArtifacts")),
                keys(data.get("outputArtifacts")));
    }

    static TakenJob of(JsonNode noted) {
        return JSON.treeToValue(noted, TakenJob.class);
    }

    ObjectNode noted() {
        return JSON.valueToTree(this);
    }

    /** Which job of its action this is, from 1; the token counts. */
    int step() {
        return token.isEmpty() ? 1 : Integer.parseInt(token.substring(token.lastIndexOf('/') + 1)) + 1;
    }

    private static List<String> keys(JsonNode artifacts) {
        List<String> keys = new ArrayList<>();
        artifacts.forEach(artifact ->
                keys.add(artifact.at("/location/s3Location/objectKey").asString()));
        return keys;
    }
}
