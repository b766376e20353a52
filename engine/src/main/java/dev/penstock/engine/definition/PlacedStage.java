package dev.penstock.engine.definition;

import dev.penstock.engine.execution.Gate;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * A stage and where it is declared.
 *
 * @param index 0-based
 * @param path {@code pipeline.stages.1.member}
 */
record PlacedStage(int index, String path, StageDeclaration stage) {

    /** A rule of a condition and where it is declared. */
    record PlacedRule(String path, RuleDeclaration rule) {}

    static List<PlacedStage> of(PipelineDeclaration pipeline) {
        List<PlacedStage> placed = new ArrayList<>();
        for (StageDeclaration stage : pipeline.stages()) {
            placed.add(new PlacedStage(placed.size(), item("pipeline.stages", placed.size()), stage));
        }
        return placed;
    }

    List<PlacedAction> actions() {
        List<PlacedAction> placed = new ArrayList<>();
        stage.actions()
                .forEach(action ->
                        placed.add(new PlacedAction(index, item(path + ".actions", placed.size()), stage, action)));
        return placed;
    }

    /** The rules of the condition at a gate. */
    List<PlacedRule> rules(Gate gate) {
        return gate.declaredBy(stage)
                .map(condition -> rules(item(path + "." + member(gate) + ".conditions", 0), condition))
                .orElse(List.of());
    }

    static List<PlacedRule> rules(String conditionPath, Condition condition) {
        List<PlacedRule> placed = new ArrayList<>();
        condition
                .rules()
                .forEach(rule -> placed.add(new PlacedRule(item(conditionPath + ".rules", placed.size()), rule)));
        return placed;
    }

    /** The path of an item of a list; the API counts from 1. */
    static String item(String list, int index) {
        return list + "." + (index + 1) + ".member";
    }

    private static String member(Gate gate) {
        return switch (gate) {
            case BEFORE_ENTRY -> "beforeEntry";
            case ON_SUCCESS -> "onSuccess";
            case ON_FAILURE -> "onFailure";
        };
    }
}
