package dev.penstock.bench.crash.people;

import dev.penstock.bench.crash.call.Caller;
import dev.penstock.bench.crash.record.Journal;
import dev.penstock.bench.crash.town.Blueprints;
import dev.penstock.bench.crash.worker.Lots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The people around the pipelines: they answer approvals, retry some failures, stop some executions, and write down every
 * status that they see. Belongs to one thread.
 */
public final class Crew {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LOOK_MILLIS = 400;

    private final Caller caller;
    private final Look look;
    private final Journal journal;
    private final Map<String, String> seen = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    public Crew(Caller caller, Journal journal) {
        this.caller = caller;
        this.look = new Look(caller);
        this.journal = journal;
    }

    /**
     * Works until everything is settled.
     *
     * @param over from when on nothing is retried or stopped any more; approvals are answered to the end
     * @param settled when to end
     */
    public void run(CountDownLatch over, CountDownLatch settled) {
        try {
            while (!settled.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                for (String pipeline : Blueprints.PIPELINES) {
                    for (JsonNode execution : look.executions(pipeline, false)) {
                        watch(pipeline, execution, over.getCount() > 0);
                    }
                }
                approve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(String pipeline, JsonNode execution, boolean acting) {
        String id = execution.get("pipelineExecutionId").asString();
        String status = execution.get("status").asString();
        if (!status.equals(seen.put(id, status))) {
            journal.note(
                    "crew",
                    "seen",
                    JSON.createObjectNode()
                            .put("pipeline", pipeline)
                            .put("execution", id)
                            .put("status", status));
        }
        if (!acting) {
            return;
        }
        if (status.equals("Failed") && Lots.drawn(id, "retry", 500) && done.add("retry " + id)) {
            retry(pipeline, id);
        } else if (status.equals("InProgress") && Lots.drawn(id, "stop", 30) && done.add("stop " + id)) {
            caller.ask(
                    "StopPipelineExecution",
                    JSON.createObjectNode()
                            .put("pipelineName", pipeline)
                            .put("pipelineExecutionId", id)
                            .put("abandon", Lots.drawn(id, "abandon", 500)));
        }
    }

    private void retry(String pipeline, String id) {
        List<JsonNode> failed = look.actions(pipeline, id).stream()
                .filter(action -> action.get("status").asString().equals("Failed"))
                .toList();
        if (!failed.isEmpty()) {
            caller.ask(
                    "RetryStageExecution",
                    JSON.createObjectNode()
                            .put("pipelineName", pipeline)
                            .put("pipelineExecutionId", id)
                            .put("stageName", failed.getFirst().get("stageName").asString())
                            .put("retryMode", "FAILED_ACTIONS"));
        }
    }

    private void approve() {
        for (JsonNode stage : look.state(Blueprints.SUPERSEDED).path("stageStates")) {
            for (JsonNode action : stage.path("actionStates")) {
                String token = action.at("/latestExecution/token").asString("");
                if (!token.isEmpty()
                        && action.at("/latestExecution/status").asString("").equals("InProgress")
                        && done.add("approve " + token)) {
                    caller.ask("PutApprovalResult", approval(stage, action, token));
                }
            }
        }
    }

    private static ObjectNode approval(JsonNode stage, JsonNode action, String token) {
        ObjectNode input = JSON.createObjectNode()
                .put("pipelineName", Blueprints.SUPERSEDED)
                .put("stageName", stage.get("stageName").asString())
                .put("actionName", action.get("actionName").asString())
                .put("token", token);
        input.putObject("result")
                .put("status", Lots.drawn(token, "reject", 60) ? "Rejected" : "Approved")
                .put("summary", "seen by the crew: " + token);
        return input;
    }
}
