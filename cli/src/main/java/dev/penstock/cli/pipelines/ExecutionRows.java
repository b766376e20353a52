package dev.penstock.cli.pipelines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * One execution as lines: its own actions by its own definition, in any mode, even when newer executions have passed it.
 * Reads the definition once. Not thread-safe.
 */
final class ExecutionRows {
    private final CodePipelineClient client;
    private final String pipeline;
    private final String executionId;
    private @Nullable PipelineDeclaration declaration;

    ExecutionRows(CodePipelineClient client, String pipeline, String executionId) {
        this.client = client;
        this.pipeline = pipeline;
        this.executionId = executionId;
    }

    List<ActionRow> of(PipelineExecution execution) {
        PipelineDeclaration definition = declaration(execution.pipelineVersion());
        Map<String, ActionRow> begun = new LinkedHashMap<>();
        if (definition.stages().stream().anyMatch(ExecutionRows::hasConditions)) {
            rules().forEach(rule ->
                    begun.putIfAbsent(key(rule.stageName(), "rule " + rule.ruleName()), ActionRow.of(rule)));
        }
        Map<String, ActionState> states = states();
        for (ActionExecutionDetail action : actions()) {
            String key = key(action.stageName(), action.actionName());
            begun.putIfAbsent(key, ActionRow.of(action, states.get(key))); // the newest attempt comes first
        }
        List<ActionRow> rows = new ArrayList<>();
        for (StageDeclaration stage : definition.stages()) {
            if (execution.executionType() == ExecutionType.ROLLBACK && !begun(begun, stage)) {
                continue; // a rollback runs one stage only
            }
            stage.actions()
                    .forEach(action -> rows.add(begun.getOrDefault(
                            key(stage.name(), action.name()), ActionRow.waiting(stage.name(), action.name()))));
            begun.values().stream()
                    .filter(row ->
                            row.stage().equals(stage.name()) && row.action().startsWith("rule "))
                    .forEach(rows::add);
        }
        return rows;
    }

    private PipelineDeclaration declaration(int version) {
        if (declaration == null) {
            declaration =
                    client.getPipeline(r -> r.name(pipeline).version(version)).pipeline();
        }
        return declaration;
    }

    private Iterable<ActionExecutionDetail> actions() {
        return client.listActionExecutionsPaginator(
                        r -> r.pipelineName(pipeline).filter(f -> f.pipelineExecutionId(executionId)))
                .actionExecutionDetails();
    }

    private Iterable<RuleExecutionDetail> rules() {
        return client.listRuleExecutionsPaginator(
                        r -> r.pipelineName(pipeline).filter(f -> f.pipelineExecutionId(executionId)))
                .ruleExecutionDetails();
    }

    /** Progress, and what waits for an answer, are in the state alone. */
    private Map<String, ActionState> states() {
        Map<String, ActionState> states = new HashMap<>();
        client.getPipelineState(r -> r.name(pipeline))
                .stageStates()
                .forEach(stage -> stage.actionStates()
                        .forEach(action -> states.put(key(stage.stageName(), action.actionName()), action)));
        return states;
    }

    private static boolean hasConditions(StageDeclaration stage) {
        return stage.beforeEntry() != null || stage.onSuccess() != null || stage.onFailure() != null;
    }

    private static boolean begun(Map<String, ActionRow> begun, StageDeclaration stage) {
        return begun.values().stream().anyMatch(row -> row.stage().equals(stage.name()));
    }

    private static String key(String stage, String action) {
        return stage + "/" + action;
    }
}
