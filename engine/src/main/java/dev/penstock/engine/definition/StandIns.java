package dev.penstock.engine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.BeforeEntryConditions;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.EnvironmentVariable;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.GitConfiguration;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleCategory;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleTypeId;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SuccessConditions;

/**
 * Puts something in the place of required members that a declaration lacks, so that the rules can look at the rest.
 * Names say where they stand and are unique; they break the model's pattern, so nobody can have written them.
 */
final class StandIns {

    private StandIns() {}

    static PipelineDeclaration complete(PipelineDeclaration pipeline) {
        return pipeline.toBuilder()
                .stages(each(pipeline.stages(), StageDeclaration.builder()::build, StandIns::stage))
                .variables(
                        pipeline.hasVariables()
                                ? each(
                                        pipeline.variables(),
                                        PipelineVariableDeclaration.builder()::build,
                                        (variable, i) -> variable.toBuilder()
                                                .name(name(variable.name(), "variable", i))
                                                .build())
                                : null)
                .triggers(
                        pipeline.hasTriggers()
                                ? each(
                                        pipeline.triggers(),
                                        PipelineTriggerDeclaration.builder()::build,
                                        StandIns::trigger)
                                : null)
                .build();
    }

    private static StageDeclaration stage(StageDeclaration stage, int i) {
        StageDeclaration.Builder complete = stage.toBuilder()
                .name(name(stage.name(), "stage", i))
                .actions(each(stage.actions(), ActionDeclaration.builder()::build, StandIns::action));
        if (stage.beforeEntry() != null) {
            complete.beforeEntry(BeforeEntryConditions.builder()
                    .conditions(conditions(stage.beforeEntry().conditions()))
                    .build());
        }
        if (stage.onSuccess() != null) {
            complete.onSuccess(SuccessConditions.builder()
                    .conditions(conditions(stage.onSuccess().conditions()))
                    .build());
        }
        FailureConditions onFailure = stage.onFailure();
        if (onFailure != null) {
            complete.onFailure(onFailure.toBuilder()
                    .conditions(conditions(onFailure.conditions()))
                    .build());
        }
        return complete.build();
    }

    private static ActionDeclaration action(ActionDeclaration action, int i) {
        ActionTypeId type = Objects.requireNonNullElseGet(action.actionTypeId(), ActionTypeId.builder()::build);
        return action.toBuilder()
                .name(name(action.name(), "action", i))
                .actionTypeId(ActionTypeId.builder()
                        .category(type.category() == null ? ActionCategory.UNKNOWN_TO_SDK_VERSION : type.category())
                        .owner(type.owner() == null ? ActionOwner.UNKNOWN_TO_SDK_VERSION : type.owner())
                        .provider(text(type.provider()))
                        .version(text(type.version()))
                        .build())
                .configuration(texts(action.configuration()))
                .commands(action.hasCommands() ? commands(action.commands()) : null)
                .environmentVariables(
                        action.hasEnvironmentVariables()
                                ? each(
                                        action.environmentVariables(),
                                        EnvironmentVariable.builder()::build,
                                        (variable, n) -> variable.toBuilder()
                                                .name(name(variable.name(), "variable", n))
                                                .value(text(variable.value()))
                                                .build())
                                : null)
                .inputArtifacts(inputs(action.inputArtifacts()))
                .outputArtifacts(each(
                        action.outputArtifacts(),
                        OutputArtifact.builder()::build,
                        (output, n) -> output.toBuilder()
                                .name(name(output.name(), "output of " + action.name(), n))
                                .build()))
                .build();
    }

    private static List<InputArtifact> inputs(List<InputArtifact> inputs) {
        return each(
                inputs,
                InputArtifact.builder()::build,
                (input, n) ->
                        input.toBuilder().name(name(input.name(), "input", n)).build());
    }

    private static List<Condition> conditions(List<Condition> conditions) {
        return each(
                conditions,
                Condition.builder()::build,
                (condition, i) -> condition.toBuilder()
                        .rules(each(condition.rules(), RuleDeclaration.builder()::build, StandIns::rule))
                        .build());
    }

    private static RuleDeclaration rule(RuleDeclaration rule, int i) {
        RuleTypeId type = Objects.requireNonNullElseGet(rule.ruleTypeId(), RuleTypeId.builder()::build);
        return rule.toBuilder()
                .name(name(rule.name(), "rule", i))
                .ruleTypeId(type.toBuilder()
                        .category(type.category() == null ? RuleCategory.RULE : type.category())
                        .provider(text(type.provider()))
                        .build())
                .configuration(texts(rule.configuration()))
                .commands(rule.hasCommands() ? commands(rule.commands()) : null)
                .inputArtifacts(inputs(rule.inputArtifacts()))
                .build();
    }

    private static PipelineTriggerDeclaration trigger(PipelineTriggerDeclaration trigger, int i) {
        GitConfiguration git = trigger.gitConfiguration();
        return git == null
                ? trigger
                : trigger.toBuilder()
                        .gitConfiguration(git.toBuilder()
                                .sourceActionName(text(git.sourceActionName()))
                                .build())
                        .build();
    }

    private static List<String> commands(List<String> commands) {
        return commands.stream().map(StandIns::text).toList();
    }

    private static Map<String, String> texts(Map<String, String> configuration) {
        Map<String, String> texts = new LinkedHashMap<>(configuration);
        texts.replaceAll((key, value) -> text(value));
        return texts;
    }

    private static String name(@Nullable String name, String what, int index) {
        return name == null ? "(" + what + " " + (index + 1) + ")" : name;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> each(List<T> items, Supplier<T> empty, BiFunction<T, Integer, T> change) {
        List<T> changed = new ArrayList<>();
        for (T item : items) {
            changed.add(change.apply(item == null ? empty.get() : item, changed.size()));
        }
        return changed;
    }
}
