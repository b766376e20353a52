package dev.penstock.engine.definition;

import dev.penstock.engine.definition.PlacedStage.PlacedRule;
import dev.penstock.engine.definition.Problem.Kind;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.variable.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.EnvironmentVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;

/** The rules for references to variables (spec engine 9, rows 22 to 25). All offenders of a rule are listed. */
final class ReferenceRules {
    private final Set<String> declared;
    private final Map<String, Moment> producers = new HashMap<>();

    private final List<Offence> unknown = new ArrayList<>();
    private final List<Offence> tooEarly = new ArrayList<>();
    private final List<Offence> inSources = new ArrayList<>();
    private final List<Offence> undeclared = new ArrayList<>();

    /** When an action runs, relative to others. */
    private record Moment(int stage, int runOrder) {
        boolean before(Moment other) {
            return stage < other.stage || (stage == other.stage && runOrder < other.runOrder);
        }
    }

    private ReferenceRules(PipelineDeclaration pipeline) {
        this.declared = pipeline.variables().stream()
                .map(PipelineVariableDeclaration::name)
                .collect(Collectors.toSet());
        for (int i = 0; i < pipeline.stages().size(); i++) {
            for (ActionDeclaration action : pipeline.stages().get(i).actions()) {
                if (action.namespace() != null) {
                    producers.put(action.namespace(), new Moment(i, action.runOrder()));
                }
            }
        }
    }

    /** A reference that breaks a rule: where it is declared, and how the API says where. */
    private record Offence(String path, String place) {}

    static void check(PipelineDeclaration pipeline, Problems problems) {
        var rules = new ReferenceRules(pipeline);
        for (PlacedStage stage : PlacedStage.of(pipeline)) {
            stage.actions().forEach(rules::action);
            for (Gate gate : Gate.values()) {
                rules.rules(stage, gate);
            }
        }
        report(
                problems,
                Kind.STRUCTURE,
                rules.inSources,
                "Variables at the pipeline level cannot be used in source actions.");
        report(problems, Kind.STRUCTURE, rules.undeclared, "The referenced variables haven't been declared.");
        report(
                problems,
                Kind.ACTION,
                rules.unknown,
                "Valid format for a pipeline execution variable reference is a namespace and a key"
                        + " separated by a period (.). The following pipeline execution variables are referencing a"
                        + " namespace that does not exist.");
        report(
                problems,
                Kind.ACTION,
                rules.tooEarly,
                "Variables can only be referenced by actions that run after the action that produces them.");
    }

    private static void report(Problems problems, Kind kind, List<Offence> offences, String text) {
        offences.forEach(
                offence -> problems.add(new Problem(kind, offence.path, "variable-reference", text, offence.place)));
    }

    private void action(PlacedAction placed) {
        ActionDeclaration action = placed.action();
        Moment moment = new Moment(placed.stageIndex(), action.runOrder());
        boolean source = PipelineDefinition.isSource(action);
        action.configuration()
                .forEach((key, text) ->
                        judge(placed.configuration(key), Problems.place(placed), source, moment, key, text));
        for (int i = 0; i < action.commands().size(); i++) {
            judge(
                    PlacedStage.item(placed.member("commands"), i),
                    Problems.place(placed),
                    source,
                    moment,
                    "commands",
                    action.commands().get(i));
        }
        for (int i = 0; i < action.environmentVariables().size(); i++) {
            EnvironmentVariable variable = action.environmentVariables().get(i);
            judge(
                    PlacedStage.item(placed.member("environmentVariables"), i) + ".value",
                    Problems.place(placed),
                    source,
                    moment,
                    variable.name(),
                    variable.value());
        }
    }

    /** Rules see what ran before their gate: at the entrance nothing of the stage, at its exits all of it (spec engine 6.2). */
    private void rules(PlacedStage stage, Gate gate) {
        Moment moment = new Moment(stage.index(), gate == Gate.BEFORE_ENTRY ? 0 : Integer.MAX_VALUE);
        for (PlacedRule placed : stage.rules(gate)) {
            RuleDeclaration rule = placed.rule();
            String place = "StageName=[" + stage.stage().name() + "], RuleName=[" + rule.name() + "]";
            rule.configuration()
                    .forEach((key, text) ->
                            judge(placed.path() + ".configuration." + key, place, false, moment, key, text));
            for (int i = 0; i < rule.commands().size(); i++) {
                judge(
                        PlacedStage.item(placed.path() + ".commands", i),
                        place,
                        false,
                        moment,
                        "commands",
                        rule.commands().get(i));
            }
        }
    }

    /** All texts that may hold references (spec engine 7.1), with the key that error texts give them. */
    private void judge(String path, String where, boolean source, Moment moment, String key, String text) {
        for (Reference reference : Reference.in(text)) {
            String place =
                    where + ", ActionConfigurationKey=[" + key + "], VariableReferenceText=[" + reference.text() + "]";
            judge(new Offence(path, place), source, moment, reference);
        }
    }

    private void judge(Offence offence, boolean source, Moment moment, Reference reference) {
        String namespace = reference.namespace();
        Moment producer = producers.get(namespace);
        if (!reference.wellFormed()) {
            unknown.add(offence);
        } else if (namespace.equals(Reference.EXECUTION_NAMESPACE)) {
            // Always there; which keys it has is seen when it is resolved.
            return;
        } else if (producer != null) {
            if (!producer.before(moment)) {
                tooEarly.add(offence);
            }
        } else if (!namespace.equals(Reference.PIPELINE_NAMESPACE)) {
            unknown.add(offence);
        } else if (source) {
            inSources.add(offence);
        } else if (!declared.contains(reference.key())) {
            undeclared.add(offence);
        }
    }
}
