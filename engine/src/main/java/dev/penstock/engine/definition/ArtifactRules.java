package dev.penstock.engine.definition;

import dev.penstock.engine.definition.PlacedStage.PlacedRule;
import dev.penstock.engine.execution.Gate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** The rules between actions: names, and who makes what others read (spec engine 9, rows 11, 18, 19). */
final class ArtifactRules {
    private final Problems problems;
    private final Set<String> made = new HashSet<>();

    private ArtifactRules(Problems problems) {
        this.problems = problems;
    }

    static void check(PipelineDeclaration pipeline, Problems problems) {
        var rules = new ArtifactRules(problems);
        PlacedStage.of(pipeline).forEach(rules::stage);
    }

    private void stage(PlacedStage stage) {
        names(stage);
        rules(stage, Gate.BEFORE_ENTRY);
        stage.actions().stream()
                .collect(Collectors.groupingBy(placed -> placed.action().runOrder(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(group -> {
                    group.forEach(this::inputs);
                    group.forEach(this::outputs);
                });
        rules(stage, Gate.ON_SUCCESS);
        rules(stage, Gate.ON_FAILURE);
    }

    private void rules(PlacedStage stage, Gate gate) {
        for (PlacedRule placed : stage.rules(gate)) {
            List<InputArtifact> inputs = placed.rule().inputArtifacts();
            for (int i = 0; i < inputs.size(); i++) {
                if (!made.contains(inputs.get(i).name())) {
                    problems.stage(
                            PlacedStage.item(placed.path() + ".inputArtifacts", i) + ".name",
                            "input-artifact",
                            "Input Artifact Bundle " + inputs.get(i).name() + " in rule "
                                    + placed.rule().name()
                                    + " is not declared as Output Artifact Bundle in any of the preceding actions");
                }
            }
        }
    }

    private void names(PlacedStage stage) {
        Set<String> names = new HashSet<>();
        for (PlacedAction placed : stage.actions()) {
            String name = placed.action().name();
            if (!names.add(name)) {
                problems.action(
                        placed.member("name"),
                        "action-name-unique",
                        "Action name '" + name + "' is used more than once in stage '"
                                + stage.stage().name() + "'");
            }
        }
    }

    private void inputs(PlacedAction placed) {
        List<InputArtifact> inputs = placed.action().inputArtifacts();
        for (int i = 0; i < inputs.size(); i++) {
            if (!made.contains(inputs.get(i).name())) {
                problems.action(
                        PlacedStage.item(placed.member("inputArtifacts"), i) + ".name",
                        "input-artifact",
                        "Input Artifact Bundle " + inputs.get(i).name() + " in action "
                                + placed.action().name()
                                + " is not declared as Output Artifact Bundle in any of the preceding actions");
            }
        }
    }

    private void outputs(PlacedAction placed) {
        List<OutputArtifact> outputs = placed.action().outputArtifacts();
        for (int i = 0; i < outputs.size(); i++) {
            if (!made.add(outputs.get(i).name())) {
                problems.action(
                        PlacedStage.item(placed.member("outputArtifacts"), i) + ".name",
                        "output-artifact-unique",
                        "Output Artifact Bundle name must be unique within the pipeline. The artifact" + " bundle name "
                                + outputs.get(i).name() + " has been used more than once.");
            }
        }
    }
}
