package dev.penstock.engine.definition;

import dev.penstock.engine.definition.PlacedStage.PlacedRule;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.rule.AlarmCheck;
import dev.penstock.engine.rule.DeploymentWindow;
import dev.penstock.engine.rule.RuleType;
import dev.penstock.engine.rule.RuleType.RuleProperty;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.engine.rule.Unevaluable;
import dev.penstock.engine.rule.VariableCheck;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for one rule of a condition against its type (spec engine 6.1, 6.3). */
final class RuleRules {
    private final StageDeclaration stage;
    private final RuleDeclaration rule;
    private final String path;
    private final Problems problems;

    private RuleRules(StageDeclaration stage, PlacedRule placed, Problems problems) {
        this.stage = stage;
        this.rule = placed.rule();
        this.path = placed.path();
        this.problems = problems;
    }

    static void check(StageDeclaration stage, PlacedRule placed, Problems problems) {
        new RuleRules(stage, placed, problems).check();
    }

    private void check() {
        RuleTypes.find(RuleTypeKey.of(rule.ruleTypeId()))
                .ifPresentOrElse(
                        type -> {
                            configuration(type);
                            inputs(type);
                        },
                        () -> refuse(
                                "ruleTypeId",
                                "rule-type",
                                "has the rule type " + RuleTypeKey.of(rule.ruleTypeId())
                                        + ", which does not exist. Choose one that ListRuleTypes names"));
        region();
        commands();
        evaluable();
    }

    private void configuration(RuleType type) {
        for (RuleProperty property : type.properties()) {
            if (property.required() && !rule.configuration().containsKey(property.name())) {
                refuse(
                        "configuration",
                        "configuration-required",
                        "is missing required configuration '" + property.name() + "'");
            }
        }
        for (String name : rule.configuration().keySet()) {
            if (type.property(name).isEmpty()) {
                refuse(
                        "configuration." + name,
                        "configuration-unknown",
                        "contains unknown configuration '" + name + "'");
            }
        }
    }

    private void inputs(RuleType type) {
        int declared = rule.inputArtifacts().size();
        if (declared < type.inputs().minimum()) {
            refuse(
                    "inputArtifacts",
                    "artifact-count",
                    "declares " + declared + " input artifacts which is less than the minimum count ("
                            + type.inputs().minimum() + ")");
        }
        if (declared > type.inputs().maximum()) {
            refuse(
                    "inputArtifacts",
                    "artifact-count",
                    "declares " + declared + " input artifacts which is more than the maximum count ("
                            + type.inputs().maximum() + ")");
        }
        boolean several = rule.ruleTypeId().provider().equals(RuleTypes.CODE_BUILD) && declared > 1;
        if (several && !rule.configuration().containsKey("PrimarySource")) {
            refuse(
                    "configuration",
                    "configuration-required",
                    "has more than one input artifact, and is missing required configuration 'PrimarySource'");
        }
        String primary = rule.configuration().get("PrimarySource");
        if (primary != null
                && !open(primary)
                && rule.inputArtifacts().stream()
                        .noneMatch(input -> input.name().equals(primary))) {
            refuse(
                    "configuration.PrimarySource",
                    "configuration-value",
                    "has the PrimarySource '" + primary + "', which is not one of its input artifacts");
        }
    }

    private void region() {
        String region = rule.region();
        if (region != null && !RegionNames.formed(region)) {
            refuse(
                    "region",
                    "rule-region",
                    "has the region '" + region + "', which is not a valid AWS Region. Name one such as eu-west-1");
        }
    }

    private void commands() {
        boolean wanted = rule.ruleTypeId().provider().equals(RuleTypes.COMMANDS);
        if (wanted && rule.commands().isEmpty()) {
            refuse("commands", "commands", "must have a non-empty commands field");
        }
        if (!wanted && !rule.commands().isEmpty()) {
            refuse("commands", "commands", "cannot have the field commands. Only Commands rules can");
        }
        if (rule.commands().stream().anyMatch(command -> command.contains("\n"))) {
            refuse(
                    "commands",
                    "commands",
                    "has a command with more than one line. Write each line as a command of its own");
        }
    }

    /** What a variable will stand for is not known yet, so only a rule without any is tried. */
    private void evaluable() {
        Map<String, String> configuration = rule.configuration();
        try {
            switch (rule.ruleTypeId().provider()) {
                case RuleTypes.DEPLOYMENT_WINDOW -> {
                    if (configuration.values().stream().noneMatch(RuleRules::open)) {
                        DeploymentWindow.of(configuration);
                    }
                }
                case RuleTypes.VARIABLE_CHECK -> {
                    if (!open(configuration.getOrDefault("Value", ""))
                            && !open(configuration.getOrDefault("Operator", ""))) {
                        VariableCheck.of(configuration);
                    }
                }
                case RuleTypes.CLOUD_WATCH_ALARM -> {
                    if (configuration.values().stream().noneMatch(RuleRules::open)) {
                        AlarmCheck.of(configuration, Gate.BEFORE_ENTRY);
                    }
                }
                case RuleTypes.CODE_BUILD -> {
                    flag("BatchEnabled");
                    flag("CombineArtifacts");
                }
                default -> {}
            }
        } catch (Unevaluable e) {
            refuse("configuration", "configuration-value", "cannot be evaluated. " + e.getMessage());
        }
    }

    private void flag(String name) {
        String value = rule.configuration().getOrDefault(name, "false");
        if (!open(value) && !value.equals("true") && !value.equals("false")) {
            refuse(
                    "configuration." + name,
                    "configuration-value",
                    "has the value '" + value + "' for " + name + ", which is neither true nor false");
        }
    }

    private static boolean open(String value) {
        return value.contains("#{");
    }

    private void refuse(String member, String broken, String what) {
        problems.stage(
                path + "." + member, broken, "Rule '" + rule.name() + "' in stage '" + stage.name() + "' " + what);
    }
}
