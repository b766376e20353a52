package dev.penstock.engine.definition;

import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.variable.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The rules for references to variables (spec engine 9, rows 22 to 25). All offenders of a rule are listed. */
final class ReferenceRules {
    private final PipelineDeclaration pipeline;
    private final Set<String> declared;
    private final Map<String, Moment> producers = new HashMap<>();

    private final List<String> unknown = new ArrayList<>();
    private final List<String> tooEarly = new ArrayList<>();
    private final List<String> inSources = new ArrayList<>();
    private final List<String> undeclared = new ArrayList<>();

    /** When an action runs, relative to others. */
    private record Moment(int stage, int runOrder) {
        boolean before(Moment other) {
            return stage < other.stage || (stage == other.stage && runOrder < other.runOrder);
        }
    }

    private ReferenceRules(PipelineDeclaration pipeline) {
        this.pipeline = pipeline;
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

    static void check(PipelineDeclaration pipeline) {
        new ReferenceRules(pipeline).check();
    }

    private void check() {
        for (int i = 0; i < pipeline.stages().size(); i++) {
            StageDeclaration stage = pipeline.stages().get(i);
            for (ActionDeclaration action : stage.actions()) {
                Moment moment = new Moment(i, action.runOrder());
                texts(action)
                        .forEach((key, text) -> Reference.in(text)
                                .forEach(reference -> judge(
                                        Invalid.place(stage, action),
                                        PipelineDefinition.isSource(action),
                                        moment,
                                        key,
                                        reference)));
            }
            for (Gate gate : Gate.values()) {
                rules(stage, i, gate);
            }
        }
        if (!inSources.isEmpty()) {
            throw Invalid.structure("Variables at the pipeline level cannot be used in source actions.\n"
                    + String.join("\n", inSources));
        }
        if (!undeclared.isEmpty()) {
            throw Invalid.structure(
                    "The referenced variables haven't been declared.\n" + String.join("\n", undeclared));
        }
        if (!unknown.isEmpty()) {
            throw Invalid.action("Valid format for a pipeline execution variable reference is a namespace and a key"
                    + " separated by a period (.). The following pipeline execution variables are referencing a"
                    + " namespace that does not exist.\n" + String.join("\n", unknown));
        }
        if (!tooEarly.isEmpty()) {
            throw Invalid.action("Variables can only be referenced by actions that run after the action that produces"
                    + " them.\n" + String.join("\n", tooEarly));
        }
    }

    /** Everything in an action that may hold references, by the key that error texts give it (spec engine 7.1). */
    private static Map<String, String> texts(ActionDeclaration action) {
        Map<String, String> texts = new LinkedHashMap<>(action.configuration());
        if (!action.commands().isEmpty()) {
            texts.put("commands", String.join("\n", action.commands()));
        }
        action.environmentVariables().forEach(variable -> texts.put(variable.name(), variable.value()));
        return texts;
    }

    /** Rules see what ran before their gate: at the entrance nothing of the stage, at its exits all of it (spec engine 6.2). */
    private void rules(StageDeclaration stage, int index, Gate gate) {
        Moment moment = new Moment(index, gate == Gate.BEFORE_ENTRY ? 0 : Integer.MAX_VALUE);
        for (RuleDeclaration rule : gate.declaredBy(stage).map(Condition::rules).orElse(List.of())) {
            Map<String, String> texts = new LinkedHashMap<>(rule.configuration());
            if (!rule.commands().isEmpty()) {
                texts.put("commands", String.join("\n", rule.commands()));
            }
            texts.forEach((key, text) -> Reference.in(text)
                    .forEach(reference -> judge(
                            "StageName=[" + stage.name() + "], RuleName=[" + rule.name() + "]",
                            false,
                            moment,
                            key,
                            reference)));
        }
    }

    private void judge(String where, boolean source, Moment moment, String key, Reference reference) {
        String place =
                where + ", ActionConfigurationKey=[" + key + "], VariableReferenceText=[" + reference.text() + "]";
        String namespace = reference.namespace();
        Moment producer = producers.get(namespace);
        if (!reference.wellFormed()) {
            unknown.add(place);
        } else if (namespace.equals(Reference.EXECUTION_NAMESPACE)) {
            // Always there; which keys it has is seen when it is resolved.
            return;
        } else if (producer != null) {
            if (!producer.before(moment)) {
                tooEarly.add(place);
            }
        } else if (!namespace.equals(Reference.PIPELINE_NAMESPACE)) {
            unknown.add(place);
        } else if (source) {
            inSources.add(place);
        } else if (!declared.contains(reference.key())) {
            undeclared.add(place);
        }
    }
}
