package dev.penstock.engine.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.InvalidBlockerDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for stages and their conditions (spec engine 9, rows 8, 9, 31, 36 to 38, 50; 6.1). */
final class StageRules {
    private static final int MAX_ACTIONS = 100;

    /** The only rules that may skip a stage. */
    private static final Set<String> SKIPPING = Set.of("LambdaInvoke", "VariableCheck");

    private StageRules() {}

    static boolean hasConditions(StageDeclaration stage) {
        return stage.onFailure() != null || stage.onSuccess() != null || stage.beforeEntry() != null;
    }

    static void check(PipelineDeclaration pipeline) {
        Set<String> names = new HashSet<>();
        for (StageDeclaration stage : pipeline.stages()) {
            if (!names.add(stage.name())) {
                throw Invalid.stage("Stage name '" + stage.name() + "' is used more than once");
            }
            size(stage);
            if (!stage.blockers().isEmpty()) {
                throw InvalidBlockerDeclarationException.builder()
                        .message("Blockers are reserved and cannot be declared, as in stage '" + stage.name() + "'")
                        .build();
            }
            if (pipeline.pipelineType() == PipelineType.V1 && hasConditions(stage)) {
                throw Invalid.stage("Stage level conditions can only be used with V2 pipelines.");
            }
            conditions(pipeline, stage);
        }
    }

    private static void size(StageDeclaration stage) {
        if (stage.actions().isEmpty() || stage.actions().size() > MAX_ACTIONS) {
            throw Invalid.stage(
                    "Stage '" + stage.name() + "' has " + stage.actions().size()
                            + " actions. A stage must have at least 1 and at most " + MAX_ACTIONS + " actions");
        }
    }

    private static void conditions(PipelineDeclaration pipeline, StageDeclaration stage) {
        if (stage.beforeEntry() != null) {
            results(stage, "beforeEntry", stage.beforeEntry().conditions(), Set.of(Result.FAIL, Result.SKIP));
        }
        if (stage.onSuccess() != null) {
            results(stage, "onSuccess", stage.onSuccess().conditions(), Set.of(Result.FAIL, Result.ROLLBACK));
        }
        if (stage.onFailure() != null) {
            failure(stage, stage.onFailure());
        }
        if (!PipelineDefinition.rollsBack(stage)) {
            return;
        }
        if (pipeline.executionMode() == ExecutionMode.PARALLEL) {
            throw Invalid.stage("Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.");
        }
        if (stage.equals(pipeline.stages().getFirst())) {
            throw Invalid.stage(
                    "Conditions with rollback result type cannot be added to the source stage '" + stage.name() + "'.");
        }
    }

    private static void failure(StageDeclaration stage, FailureConditions onFailure) {
        if (onFailure.result() != null && !onFailure.conditions().isEmpty()) {
            throw Invalid.stage("The following stage cannot have a failure exit gate configured with both top level"
                    + " result and conditions: '" + stage.name() + "'");
        }
        if (onFailure.result() == null && onFailure.conditions().isEmpty()) {
            throw Invalid.stage(
                    "The failure conditions of stage '" + stage.name() + "' must have either a result or a condition");
        }
        if (onFailure.result() != null && !Set.of(Result.ROLLBACK, Result.RETRY).contains(onFailure.result())) {
            throw notAllowed(stage, "onFailure", onFailure.result());
        }
        if (onFailure.result() == null) {
            results(stage, "onFailure", onFailure.conditions(), Set.of(Result.ROLLBACK));
        }
    }

    private static void results(
            StageDeclaration stage, String holder, List<Condition> conditions, Set<Result> allowed) {
        if (conditions.size() != 1) {
            throw Invalid.stage("Stage '" + stage.name() + "' must have exactly 1 condition in " + holder + ", but has "
                    + conditions.size());
        }
        for (Condition condition : conditions) {
            if (condition.result() != null && !allowed.contains(condition.result())) {
                throw notAllowed(stage, holder, condition.result());
            }
            rules(stage, condition);
        }
    }

    private static void rules(StageDeclaration stage, Condition condition) {
        Set<String> names = new HashSet<>();
        condition.rules().forEach(rule -> {
            if (!names.add(rule.name())) {
                throw Invalid.stage(
                        "Rule name '" + rule.name() + "' is used more than once in stage '" + stage.name() + "'");
            }
            if (condition.result() == Result.SKIP
                    && !SKIPPING.contains(rule.ruleTypeId().provider())) {
                throw Invalid.stage("Rule '" + rule.name() + "' in stage '" + stage.name()
                        + "' cannot be used with the result SKIP. Only LambdaInvoke and VariableCheck rules can.");
            }
            RuleRules.check(stage, rule);
        });
    }

    private static RuntimeException notAllowed(StageDeclaration stage, String holder, Result result) {
        return Invalid.stage(
                "The result " + result + " cannot be used in " + holder + " of stage '" + stage.name() + "'");
    }
}
