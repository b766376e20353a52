package dev.penstock.server.operations;

import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.JobResult.Progress;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionState;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleState;
import software.amazon.awssdk.services.codepipeline.model.StageConditionState;
import software.amazon.awssdk.services.codepipeline.model.StageConditionsExecution;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** The conditions of a stage as GetPipelineState shows them, where the stage declares them (spec engine 6.2). */
final class ConditionViews {

    private ConditionViews() {}

    static void add(StageState.Builder view, StageDeclaration stage, StageExecution run) {
        state(Gate.BEFORE_ENTRY, stage, run).ifPresent(view::beforeEntryConditionState);
        state(Gate.ON_SUCCESS, stage, run).ifPresent(view::onSuccessConditionState);
        state(Gate.ON_FAILURE, stage, run).ifPresent(view::onFailureConditionState);
    }

    private static Optional<StageConditionState> state(Gate gate, StageDeclaration stage, StageExecution run) {
        return gate.declaredBy(stage)
                .map(declared ->
                        state(declared, Optional.ofNullable(run.conditions().get(gate))));
    }

    private static StageConditionState state(Condition declared, Optional<ConditionExecution> met) {
        StageConditionState.Builder view = StageConditionState.builder();
        ConditionState.Builder condition = ConditionState.builder()
                .ruleStates(declared.rules().stream()
                        .map(rule -> rule(rule, met.map(found -> found.rules().get(rule.name()))))
                        .toList());
        met.ifPresent(found -> {
            view.latestExecution(StageConditionsExecution.builder()
                    .status(found.status())
                    .summary(found.summary())
                    .build());
            condition.latestExecution(software.amazon.awssdk.services.codepipeline.model.ConditionExecution.builder()
                    .status(found.status())
                    .summary(found.summary())
                    .lastStatusChange(found.lastStatusChange())
                    .build());
        });
        return view.conditionStates(condition.build()).build();
    }

    private static RuleState rule(RuleDeclaration declared, Optional<RuleExecution> run) {
        RuleState.Builder view = RuleState.builder().ruleName(declared.name());
        run.ifPresent(found -> {
            Progress progress = found.progress();
            view.latestExecution(software.amazon.awssdk.services.codepipeline.model.RuleExecution.builder()
                    .ruleExecutionId(found.id())
                    .status(found.status())
                    .summary(progress.summary())
                    .lastStatusChange(found.lastStatusChange())
                    .lastUpdatedBy(found.updatedBy())
                    .externalExecutionId(progress.externalExecutionId())
                    .externalExecutionUrl(progress.externalExecutionUrl())
                    .errorDetails(found.errorDetails())
                    .build());
        });
        return view.build();
    }
}
