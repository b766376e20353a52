package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.people.Look;
import dev.penstock.bench.crash.town.Blueprints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the servers say in the end that happened. */
public record History(List<Execution> executions, List<ActionRun> actions) {
    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed", "Stopped", "Superseded", "Cancelled");

    public History {
        executions = List.copyOf(executions);
        actions = List.copyOf(actions);
    }

    /** An execution as {@code ListPipelineExecutions} has it. */
    public record Execution(String pipeline, String id, String status) {
        public boolean terminal() {
            return TERMINAL.contains(status);
        }

        @Override
        public String toString() {
            return "execution " + id + " of " + pipeline + " (" + status + ")";
        }
    }

    /** An attempt at an action as {@code ListActionExecutions} has it; absent texts are empty. */
    public record ActionRun(
            String pipeline,
            String execution,
            String stage,
            String action,
            String id,
            String status,
            String externalId,
            String summary,
            String error,
            Map<String, String> variables,
            List<String> outputs) {

        public boolean running() {
            return status.equals("InProgress");
        }

        @Override
        public String toString() {
            return "action " + pipeline + "/" + stage + "/" + action + " " + id + " of execution " + execution + " ("
                    + status + (error.isEmpty() ? "" : ": " + error) + ")";
        }
    }

    /** Reads all of it. */
    public static History read(Look look) {
        List<Execution> executions = new ArrayList<>();
        List<ActionRun> actions = new ArrayList<>();
        for (String pipeline : Blueprints.PIPELINES) {
            look.executions(pipeline, true)
                    .forEach(node -> executions.add(new Execution(
                            pipeline,
                            node.get("pipelineExecutionId").asString(),
                            node.get("status").asString())));
            look.actions(pipeline).forEach(node -> actions.add(action(pipeline, node)));
        }
        return new History(executions, actions);
    }

    private static ActionRun action(String pipeline, JsonNode node) {
        JsonNode result = node.at("/output/executionResult");
        Map<String, String> variables = new HashMap<>();
        node.at("/output/outputVariables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asString()));
        List<String> outputs = new ArrayList<>();
        node.at("/output/outputArtifacts")
                .forEach(artifact -> outputs.add(artifact.at("/s3location/key").asString()));
        return new ActionRun(
                pipeline,
                node.get("pipelineExecutionId").asString(),
                node.get("stageName").asString(),
                node.get("actionName").asString(),
                node.get("actionExecutionId").asString(),
                node.get("status").asString(),
                result.path("externalExecutionId").asString(""),
                result.path("externalExecutionSummary").asString(""),
                result.at("/errorDetails/message").asString(""),
                variables,
                outputs);
    }

    public Optional<Execution> execution(String id) {
        return executions.stream().filter(execution -> execution.id.equals(id)).findFirst();
    }

    /** By action execution id. */
    public Map<String, ActionRun> actionsById() {
        Map<String, ActionRun> byId = new HashMap<>();
        actions.forEach(action -> byId.put(action.id, action));
        return byId;
    }
}
