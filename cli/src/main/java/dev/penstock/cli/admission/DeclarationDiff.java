package dev.penstock.cli.admission;

import dev.penstock.cli.admission.Change.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** What a declaration changes in the running version of its pipeline. Both must be normalised (spec engine 5.8). */
final class DeclarationDiff {
    private final List<Change> changes = new ArrayList<>();

    private DeclarationDiff() {}

    /** @param running as GetPipeline shows it, with secret values masked */
    static List<Change> between(PipelineDeclaration running, PipelineDeclaration next) {
        var diff = new DeclarationDiff();
        diff.value("executionMode", running.executionModeAsString(), next.executionModeAsString());
        diff.value("pipelineType", running.pipelineTypeAsString(), next.pipelineTypeAsString());
        diff.value("roleArn", running.roleArn(), next.roleArn());
        diff.structure("artifactStore", running.artifactStore(), next.artifactStore());
        diff.each("artifact store in ", running.artifactStores(), next.artifactStores(), (before, after) -> List.of());
        diff.each(
                "variable ",
                byName(running.variables(), PipelineVariableDeclaration::name),
                byName(next.variables(), PipelineVariableDeclaration::name),
                DeclarationDiff::variable);
        diff.each(
                "trigger of ",
                byName(running.triggers(), DeclarationDiff::source),
                byName(next.triggers(), DeclarationDiff::source),
                (before, after) -> List.of());
        Map<String, StageDeclaration> stagesBefore = byName(running.stages(), StageDeclaration::name);
        Map<String, StageDeclaration> stagesAfter = byName(next.stages(), StageDeclaration::name);
        diff.each("stage ", stagesBefore, stagesAfter, DeclarationDiff::stage);
        diff.order(stagesBefore.keySet(), stagesAfter.keySet());
        return diff.changes;
    }

    private static List<Change> variable(PipelineVariableDeclaration before, PipelineVariableDeclaration after) {
        var diff = new DeclarationDiff();
        diff.value("defaultValue", before.defaultValue(), after.defaultValue());
        diff.value("description", before.description(), after.description());
        return diff.changes;
    }

    private static String source(PipelineTriggerDeclaration trigger) {
        return trigger.gitConfiguration() == null
                ? ""
                : trigger.gitConfiguration().sourceActionName();
    }

    private static List<Change> stage(StageDeclaration before, StageDeclaration after) {
        var diff = new DeclarationDiff();
        diff.each(
                "action ",
                byName(before.actions(), ActionDeclaration::name),
                byName(after.actions(), ActionDeclaration::name),
                DeclarationDiff::action);
        diff.structure("beforeEntry", before.beforeEntry(), after.beforeEntry());
        diff.structure("onSuccess", before.onSuccess(), after.onSuccess());
        diff.structure("onFailure", before.onFailure(), after.onFailure());
        return diff.changes;
    }

    private static List<Change> action(ActionDeclaration before, ActionDeclaration after) {
        var diff = new DeclarationDiff();
        diff.value("actionTypeId", type(before.actionTypeId()), type(after.actionTypeId()));
        diff.value("runOrder", before.runOrder(), after.runOrder());
        diff.configuration(before, after);
        diff.value(
                "inputArtifacts",
                before.inputArtifacts().stream().map(InputArtifact::name).toList(),
                after.inputArtifacts().stream().map(InputArtifact::name).toList());
        diff.value(
                "outputArtifacts",
                before.outputArtifacts().stream().map(OutputArtifact::name).toList(),
                after.outputArtifacts().stream().map(OutputArtifact::name).toList());
        diff.value("namespace", before.namespace(), after.namespace());
        diff.value("region", before.region(), after.region());
        diff.value("roleArn", before.roleArn(), after.roleArn());
        diff.value("timeoutInMinutes", before.timeoutInMinutes(), after.timeoutInMinutes());
        diff.structure("commands", before.commands(), after.commands());
        diff.structure("environmentVariables", before.environmentVariables(), after.environmentVariables());
        diff.structure("outputVariables", before.outputVariables(), after.outputVariables());
        return diff.changes;
    }

    private static String type(ActionTypeId type) {
        return type.categoryAsString() + "/" + type.ownerAsString() + "/" + type.provider() + "/" + type.version();
    }

    private void configuration(ActionDeclaration before, ActionDeclaration after) {
        Set<String> keys = new LinkedHashSet<>(before.configuration().keySet());
        keys.addAll(after.configuration().keySet());
        boolean sameType = before.actionTypeId().equals(after.actionTypeId());
        for (String key : keys) {
            String old = before.configuration().get(key);
            String set = after.configuration().get(key);
            String name = "configuration." + key;
            if (old == null) {
                changes.add(Change.added(name + ": " + shown(ConfigurationSecrets.hides(after, key), set)));
            } else if (set == null) {
                changes.add(Change.removed(name));
            } else if (ConfigurationSecrets.isMask(old)) {
                if (!ConfigurationSecrets.isMask(set) || !sameType) {
                    changes.add(Change.changed(name + ": a secret is given; the running one cannot be compared"));
                }
            } else if (!old.equals(set)) {
                changes.add(Change.changed(name + ": " + quoted(old) + " -> "
                        + shown(!sameType && ConfigurationSecrets.hides(after, key), set)));
            }
        }
    }

    private static String shown(boolean hidden, @Nullable String value) {
        return hidden ? "not shown, since it may be a secret" : quoted(value);
    }

    private <T> void each(
            String what, Map<String, T> before, Map<String, T> after, BiFunction<T, T, List<Change>> inside) {
        before.forEach((name, old) -> {
            T set = after.get(name);
            if (set == null) {
                changes.add(Change.removed(what + name));
                return;
            }
            List<Change> within = inside.apply(old, set);
            if (!within.isEmpty()
                    || !(old instanceof StageDeclaration) && !(old instanceof ActionDeclaration) && !old.equals(set)) {
                changes.add(new Change(Kind.CHANGED, what + name, within));
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> changes.add(Change.added(what + name)));
    }

    private void order(Set<String> before, Set<String> after) {
        List<String> kept = before.stream().filter(after::contains).toList();
        List<String> order = after.stream().filter(before::contains).toList();
        if (!kept.equals(order)) {
            changes.add(Change.changed("order of stages: " + String.join(", ", after)));
        }
    }

    private void value(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(
                    before == null
                            ? Change.added(name + ": " + quoted(after))
                            : after == null
                                    ? Change.removed(name + ": " + quoted(before))
                                    : Change.changed(name + ": " + quoted(before) + " -> " + quoted(after)));
        }
    }

    /** For what is too long to show. */
    private void structure(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(
                    before == null ? Change.added(name) : after == null ? Change.removed(name) : Change.changed(name));
        }
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        items.forEach(item -> byName.put(name.apply(item), item));
        return byName;
    }
}
