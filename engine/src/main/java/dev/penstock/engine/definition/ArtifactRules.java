package dev.penstock.engine.definition;

import dev.penstock.engine.execution.Gate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules between actions: names, and who makes what others read (spec engine 9, rows 11, 18, 19). */
final class ArtifactRules {

    private ArtifactRules() {}

    static void check(PipelineDeclaration pipeline) {
        PipelineDefinition definition = new PipelineDefinition(pipeline);
        Set<String> made = new HashSet<>();
        for (StageDeclaration stage : pipeline.stages()) {
            names(stage);
            rules(stage, Gate.BEFORE_ENTRY, made);
            for (List<ActionDeclaration> group : definition.groups(stage).values()) {
                group.forEach(action -> inputs(action, made));
                group.forEach(action -> outputs(action, made));
            }
            rules(stage, Gate.ON_SUCCESS, made);
            rules(stage, Gate.ON_FAILURE, made);
        }
    }

    private static void rules(StageDeclaration stage, Gate gate, Set<String> made) {
        for (RuleDeclaration rule : gate.declaredBy(stage).map(Condition::rules).orElse(List.of())) {
            for (InputArtifact input : rule.inputArtifacts()) {
                if (!made.contains(input.name())) {
                    throw Invalid.stage("Input Artifact Bundle " + input.name() + " in rule " + rule.name()
                            + " is not declared as Output Artifact Bundle in any of the preceding actions");
                }
            }
        }
    }

    private static void names(StageDeclaration stage) {
        Set<String> names = new HashSet<>();
        for (ActionDeclaration action : stage.actions()) {
            if (!names.add(action.name())) {
                throw Invalid.action(
                        "Action name '" + action.name() + "' is used more than once in stage '" + stage.name() + "'");
            }
        }
    }

    private static void inputs(ActionDeclaration action, Set<String> made) {
        for (InputArtifact input : action.inputArtifacts()) {
            if (!made.contains(input.name())) {
                throw Invalid.action("Input Artifact Bundle " + input.name() + " in action " + action.name()
                        + " is not declared as Output Artifact Bundle in any of the preceding actions");
            }
        }
    }

    private static void outputs(ActionDeclaration action, Set<String> made) {
        for (OutputArtifact output : action.outputArtifacts()) {
            if (!made.add(output.name())) {
                throw Invalid.action("Output Artifact Bundle name must be unique within the pipeline. The artifact"
                        + " bundle name " + output.name() + " has been used more than once.");
            }
        }
    }
}
