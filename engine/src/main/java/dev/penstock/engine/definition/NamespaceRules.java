package dev.penstock.engine.definition;

import dev.penstock.engine.definition.Problem.Kind;
import dev.penstock.engine.variable.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** The rules for namespaces of output variables (spec engine 9, rows 20, 21). */
final class NamespaceRules {

    private NamespaceRules() {}

    static void check(PipelineDeclaration pipeline, Problems problems) {
        Map<String, Long> uses = new HashMap<>();
        List<PlacedAction> named = PlacedAction.of(pipeline).stream()
                .filter(placed -> placed.action().namespace() != null)
                .toList();
        Set<String> artifacts = pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .flatMap(action -> action.outputArtifacts().stream())
                .map(OutputArtifact::name)
                .collect(Collectors.toSet());
        for (PlacedAction placed : named) {
            reserved(pipeline, placed, artifacts, problems);
            uses.merge(placed.action().namespace(), 1L, Long::sum);
        }
        named.stream()
                .filter(placed -> uses.getOrDefault(placed.action().namespace(), 0L) > 1)
                .forEach(placed -> problems.add(new Problem(
                        Kind.ACTION,
                        placed.member("namespace"),
                        "namespace-unique",
                        "Namespaces must be unique across the pipeline definition. The following occur more"
                                + " than once in the pipeline.",
                        place(placed))));
    }

    private static void reserved(
            PipelineDeclaration pipeline, PlacedAction placed, Set<String> artifacts, Problems problems) {
        String namespace = placed.action().namespace();
        boolean taken = namespace.equals(Reference.EXECUTION_NAMESPACE)
                || (namespace.equals(Reference.PIPELINE_NAMESPACE)
                        && !pipeline.variables().isEmpty());
        if (taken) {
            problems.action(
                    placed.member("namespace"),
                    "namespace-reserved",
                    "The namespace is reserved and cannot be used by an action.\n" + place(placed));
        }
        if (artifacts.contains(namespace)) {
            problems.action(
                    placed.member("namespace"),
                    "namespace-reserved",
                    "A namespace cannot have the name of an artifact of the pipeline.\n" + place(placed));
        }
    }

    private static String place(PlacedAction placed) {
        return Problems.place(placed) + ", Namespace=[" + placed.action().namespace() + "]";
    }
}
