package dev.penstock.engine.definition;

import dev.penstock.engine.definition.PlacedStage.PlacedRule;
import dev.penstock.engine.definition.Problem.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for stages and their conditions (spec engine 9, rows 8, 9, 31, 36 to 38, 50; 6.1). */
final class StageRules {
    private static final int MAX_ACTIONS = 100;

    /** The only rules that may skip a stage. */
    private static final Set<String> SKIPPING = Set.of("LambdaInvoke", "VariableCheck");

    private final PipelineDeclaration pipeline;
    private final PlacedStage placed;
    private final StageDeclaration stage;
    private final Problems problems;

    private StageRules(PipelineDeclaration pipeline, PlacedStage placed, Problems problems) {
        this.pipeline = pipeline;
        this.placed = placed;
        this.stage = placed.stage();
        this.problems = problems;
    }

    static boolean hasConditions(StageDeclaration stage) {
        return stage.onFailure() != null || stage.onSuccess() != null || stage.beforeEntry() != null;
    }

    static void check(PipelineDeclaration pipeline, Problems problems) {
        Set<String> names = new HashSet<>();
        for (PlacedStage placed : PlacedStage.of(pipeline)) {
            String name = placed.stage().name();
            if (!names.add(name)) {
                problems.stage(
                        placed.path() + ".name",
                        "stage-name-unique",
                        "Stage name '" + name + "' is used more than once");
            }
            new StageRules(pipeline, placed, problems).check();
        }
    }

    private void check() {
        if (stage.actions().isEmpty() || stage.actions().size() > MAX_ACTIONS) {
            refuse(
                    "actions",
                    "action-count",
                    "Stage '" + stage.name() + "' has " + stage.actions().size()
                            + " actions. A stage must have at least 1 and at most " + MAX_ACTIONS + " actions");
        }
        if (!stage.blockers().isEmpty()) {
            problems.add(
                    Kind.BLOCKER,
                    placed.path() + ".blockers",
                    "blockers",
                    "Blockers are reserved and cannot be declared, as in stage '" + stage.name() + "'");
        }
        if (pipeline.pipelineType() == PipelineType.V1 && hasConditions(stage)) {
            String holder =
                    stage.beforeEntry() != null ? "beforeEntry" : stage.onSuccess() != null ? "onSuccess" : "onFailure";
            refuse(holder, "v2-only", "Stage level conditions can only be used with V2 pipelines.");
        }
        conditions();
    }

    private void conditions() {
        if (stage.beforeEntry() != null) {
            results("beforeEntry", stage.beforeEntry().conditions(), Set.of(Result.FAIL, Result.SKIP));
        }
        if (stage.onSuccess() != null) {
            results("onSuccess", stage.onSuccess().conditions(), Set.of(Result.FAIL, Result.ROLLBACK));
        }
        if (stage.onFailure() != null) {
            failure(stage.onFailure());
        }
        if (!PipelineDefinition.rollsBack(stage)) {
            return;
        }
        if (pipeline.executionMode() == ExecutionMode.PARALLEL) {
            refuse(
                    "onFailure",
                    "rollback",
                    "Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.");
        }
        if (placed.index() == 0) {
            refuse(
                    "onFailure",
                    "rollback",
                    "Conditions with rollback result type cannot be added to the source stage '" + stage.name() + "'.");
        }
    }

    private void failure(FailureConditions onFailure) {
        if (onFailure.result() != null && !onFailure.conditions().isEmpty()) {
            refuse(
                    "onFailure",
                    "failure-result",
                    "The following stage cannot have a failure exit gate configured with both top level"
                            // The quotes do not match in AWS's text either (spec events 6).
                            + " result and conditions: '" + stage.name() + "\".");
        }
        if (onFailure.result() == null && onFailure.conditions().isEmpty()) {
            refuse(
                    "onFailure",
                    "failure-result",
                    "The failure conditions of stage '" + stage.name() + "' must have either a result or a condition");
        }
        if (onFailure.result() != null && !Set.of(Result.ROLLBACK, Result.RETRY).contains(onFailure.result())) {
            notAllowed("onFailure", "onFailure.result", onFailure.result());
        }
        if (onFailure.result() == null && !onFailure.conditions().isEmpty()) {
            results("onFailure", onFailure.conditions(), Set.of(Result.ROLLBACK));
        }
    }

    private void results(String holder, List<Condition> conditions, Set<Result> allowed) {
        if (conditions.size() != 1) {
            refuse(
                    holder,
                    "condition-count",
                    "Stage '" + stage.name() + "' must have exactly 1 condition in " + holder + ", but has "
                            + conditions.size());
        }
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            String member = PlacedStage.item(holder + ".conditions", i);
            if (condition.result() != null && !allowed.contains(condition.result())) {
                notAllowed(holder, member + ".result", condition.result());
            }
            rules(member, condition);
        }
    }

    private void rules(String member, Condition condition) {
        Set<String> names = new HashSet<>();
        for (PlacedRule placedRule : PlacedStage.rules(placed.path() + "." + member, condition)) {
            RuleDeclaration rule = placedRule.rule();
            if (!names.add(rule.name())) {
                problems.stage(
                        placedRule.path() + ".name",
                        "rule-name-unique",
                        "Rule name '" + rule.name() + "' is used more than once in stage '" + stage.name() + "'");
            }
            if (condition.result() == Result.SKIP
                    && !SKIPPING.contains(rule.ruleTypeId().provider())) {
                problems.stage(
                        placedRule.path() + ".ruleTypeId",
                        "condition-result",
                        "Rule '" + rule.name() + "' in stage '" + stage.name()
                                + "' cannot be used with the result SKIP. Only LambdaInvoke and VariableCheck rules can.");
            }
            RuleRules.check(stage, placedRule, problems);
        }
    }

    private void notAllowed(String holder, String member, Result result) {
        refuse(
                member,
                "condition-result",
                "The result " + result + " cannot be used in " + holder + " of stage '" + stage.name() + "'");
    }

    private void refuse(String member, String rule, String text) {
        problems.stage(placed.path() + "." + member, rule, text);
    }
}
