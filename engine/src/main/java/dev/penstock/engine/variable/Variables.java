package dev.penstock.engine.variable;

import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that references stand for in one execution, as it is now (spec engine 7). */
public final class Variables {
    private final PipelineExecution execution;

    public Variables(PipelineExecution execution) {
        this.execution = execution;
    }

    /** A reference whose value no action has produced in this execution (spec engine 7.3). */
    public static final class Unresolved extends Exception {
        Unresolved(Reference reference) {
            super("#{" + reference.text() + "}", null, false, false);
        }
    }

    private static final class Missing extends RuntimeException {
        private final Reference reference;

        Missing(Reference reference) {
            super(reference.text(), null, false, false);
            this.reference = reference;
        }
    }

    /** The map with the references in its values replaced; keys are left alone. */
    public Map<String, String> resolve(Map<String, String> configuration) throws Unresolved {
        Map<String, String> resolved = new LinkedHashMap<>();
        try {
            configuration.forEach((key, value) -> resolved.put(key, Reference.replace(value, this::require)));
        } catch (Missing missing) {
            throw new Unresolved(missing.reference);
        }
        return resolved;
    }

    /** The texts with the references in them replaced. */
    public List<String> resolve(List<String> texts) throws Unresolved {
        try {
            return texts.stream()
                    .map(text -> Reference.replace(text, this::require))
                    .toList();
        } catch (Missing missing) {
            throw new Unresolved(missing.reference);
        }
    }

    private String require(Reference reference) {
        return value(reference).orElseThrow(() -> new Missing(reference));
    }

    private Optional<String> value(Reference reference) {
        Map<String, String> bound = execution.variables();
        if (reference.namespace().equals(Reference.EXECUTION_NAMESPACE)) {
            return reference.key().equals(Reference.EXECUTION_ID) ? Optional.of(execution.id()) : Optional.empty();
        }
        if (bound != null && reference.namespace().equals(Reference.PIPELINE_NAMESPACE)) {
            return Optional.ofNullable(bound.get(reference.key()));
        }
        return produced(reference.namespace()).map(values -> values.get(reference.key()));
    }

    private Optional<Map<String, String>> produced(String namespace) {
        return execution.stages().values().stream()
                .flatMap(stage -> stage.actions().values().stream())
                .filter(action -> namespace.equals(action.namespace()) && action.succeeded())
                .max(Comparator.comparing(ActionExecution::lastStatusChange))
                .map(ActionExecution::outputVariables)
                .or(() -> Optional.ofNullable(execution.inherited())
                        .map(inherited -> inherited.variables().get(namespace)));
    }
}
