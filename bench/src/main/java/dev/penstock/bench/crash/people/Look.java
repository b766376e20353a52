package dev.penstock.bench.crash.people;

import dev.penstock.bench.crash.call.Caller;
import dev.penstock.bench.crash.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads over the API, however long it takes to be answered. Thread-safe. */
public final class Look {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Caller caller;

    public Look(Caller caller) {
        this.caller = caller;
    }

    /** {@code pipelineExecutionSummaries}, newest first; all, or only the first page. */
    public List<JsonNode> executions(String pipeline, boolean all) {
        return pages(
                "ListPipelineExecutions",
                JSON.createObjectNode().put("pipelineName", pipeline).put("maxResults", 100),
                "pipelineExecutionSummaries",
                all);
    }

    /** {@code actionExecutionDetails} of all executions. */
    public List<JsonNode> actions(String pipeline) {
        return pages(
                "ListActionExecutions",
                JSON.createObjectNode().put("pipelineName", pipeline).put("maxResults", 100),
                "actionExecutionDetails",
                true);
    }

    /** {@code actionExecutionDetails} of one execution. */
    public List<JsonNode> actions(String pipeline, String execution) {
        ObjectNode input = JSON.createObjectNode().put("pipelineName", pipeline);
        input.putObject("filter").put("pipelineExecutionId", execution);
        return pages("ListActionExecutions", input, "actionExecutionDetails", true);
    }

    public JsonNode state(String pipeline) {
        return answer("GetPipelineState", JSON.createObjectNode().put("name", pipeline));
    }

    private List<JsonNode> pages(String operation, ObjectNode input, String list, boolean all) {
        List<JsonNode> found = new ArrayList<>();
        ObjectNode request = input.deepCopy();
        while (true) {
            JsonNode page = answer(operation, request);
            page.path(list).forEach(found::add);
            if (!all || !page.has("nextToken")) {
                return found;
            }
            request.put("nextToken", page.get("nextToken").asString());
        }
    }

    private JsonNode answer(String operation, ObjectNode input) {
        Outcome outcome = caller.look(operation, input);
        if (outcome instanceof Outcome.Answered(JsonNode body)) {
            return body;
        }
        throw new IllegalStateException(operation + " of " + input + ": " + outcome);
    }
}
