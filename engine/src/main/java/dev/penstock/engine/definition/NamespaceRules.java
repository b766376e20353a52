package dev.penstock.engine.definition;

import dev.penstock.engine.variable.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for namespaces of output variables (spec engine 9, rows 20, 21). */
final class NamespaceRules {

    private NamespaceRules() {}

    static void check(PipelineDeclaration pipeline) {
        Map<String, Long> uses = new HashMap<>();
        Set<String> artifacts = pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .flatMap(action -> action.outputArtifacts().stream())
                .map(OutputArtifact::name)
                .collect(Collectors.toSet());
        for (StageDeclaration stage : pipeline.stages()) {
            for (ActionDeclaration action : stage.actions()) {
                if (action.namespace() != null) {
                    reserved(pipeline, stage, action, artifacts);
                    uses.merge(action.namespace(), 1L, Long::sum);
                }
            }
        }
        unique(pipeline, uses);
    }

    private static void reserved(
            PipelineDeclaration pipeline, StageDeclaration stage, ActionDeclaration action, Set<String> artifacts) {
        String namespace = action.namespace();
        boolean taken = namespace.equals(Reference.EXECUTION_NAMESPACE)
                || (namespace.equals(Reference.PIPELINE_NAMESPACE)
                        && !pipeline.variables().isEmpty());
        if (taken) {
            throw Invalid.action("The namespace is reserved and cannot be used by an action.\n" + place(stage, action));
        }
        if (artifacts.contains(namespace)) {
            throw Invalid.action(
                    "A namespace cannot have the name of an artifact of the pipeline.\n" + place(stage, action));
        }
    }

    private static void unique(PipelineDeclaration pipeline, Map<String, Long> uses) {
        List<String> repeated = new ArrayList<>();
        for (StageDeclaration stage : pipeline.stages()) {
            for (ActionDeclaration action : stage.actions()) {
                if (action.namespace() != null && uses.getOrDefault(action.namespace(), 0L) > 1) {
                    repeated.add(place(stage, action));
                }
            }
        }
        if (!repeated.isEmpty()) {
            throw Invalid.action("Namespaces must be unique across the pipeline definition. The following occur more"
                    + " than once in the pipeline.\n" + String.join("\n", repeated));
        }
    }

    private static String place(StageDeclaration stage, ActionDeclaration action) {
        return Invalid.place(stage, action) + ", Namespace=[" + action.namespace() + "]";
    }
}
