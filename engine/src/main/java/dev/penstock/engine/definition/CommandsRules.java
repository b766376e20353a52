package dev.penstock.engine.definition;

import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * The rules for fields of an action that only some providers have (spec engine 9, rows 46, 47; spec corrections 13).
 */
final class CommandsRules {
    /** Category and provider of the actions that V1 pipelines do not have (row 32). */
    static final Set<String> V2_ONLY = Set.of(
            "Compute/Commands",
            "Build/Commands",
            "Build/ECRBuildAndPublish",
            "Invoke/CodePipeline",
            "Deploy/EC2",
            "Deploy/EKS",
            "Deploy/Lambda");

    private CommandsRules() {}

    static void check(PlacedAction placed, Problems problems) {
        ActionDeclaration action = placed.action();
        String provider = action.actionTypeId().provider();
        if (provider.equals("Commands")) {
            commands(placed, problems);
            return;
        }
        refuse(placed, !action.commands().isEmpty(), "commands", problems);
        refuse(placed, !action.outputVariables().isEmpty(), "outputVariables", problems);
        refuse(
                placed,
                !action.environmentVariables().isEmpty() && !provider.equals("EKS"),
                "environmentVariables",
                problems);
        refuse(
                placed,
                action.outputArtifacts().stream()
                        .anyMatch(output -> !output.files().isEmpty()),
                "outputArtifacts.files",
                problems);
    }

    private static void commands(PlacedAction placed, Problems problems) {
        ActionDeclaration action = placed.action();
        if (action.commands().isEmpty()) {
            problems.action(
                    placed.member("commands"),
                    "commands",
                    "Action " + action.name() + " must have a non-empty commands field");
        }
        if (action.commands().stream().anyMatch(command -> command.contains("\n"))) {
            problems.action(
                    placed.member("commands"),
                    "commands",
                    "Action " + action.name()
                            + " has a command with more than one line. Write each line as a command of its own.");
        }
    }

    private static void refuse(PlacedAction placed, boolean present, String field, Problems problems) {
        if (present) {
            ActionDeclaration action = placed.action();
            problems.action(
                    placed.member(field),
                    "field-not-used",
                    "Action " + action.name() + " cannot have the field " + field
                            + ". It is not used by actions with provider "
                            + action.actionTypeId().provider() + ".");
        }
    }
}
