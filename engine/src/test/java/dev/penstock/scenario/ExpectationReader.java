package dev.penstock.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * Reads what is expected and refuses what could not fail: no states at all, sections that nobody checks, and absence of
 * members that the API does not have.
 */
final class ExpectationReader {
    private static final Set<String> SECTIONS =
            Set.of("executions", "stages", "actionExecutions", "ruleExecutions", "events", "pipeline");
    private static final Set<String> MEMBERS = members();

    private final String where;

    ExpectationReader(String where) {
        this.where = where;
    }

    Expectation read(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> sections) || sections.isEmpty()) {
            throw new ScenarioException(where + " expects nothing");
        }
        sections.forEach((name, section) -> {
            if (!SECTIONS.contains(name)) {
                throw new ScenarioException(where + " has a section that nobody checks: " + name);
            }
            requireStates(where + "." + name, section);
        });
        Map<String, @Nullable Object> tree = new java.util.LinkedHashMap<>();
        sections.forEach((name, section) -> tree.put(name.toString(), section));
        return new Expectation(tree);
    }

    private static void requireStates(String path, @Nullable Object value) {
        switch (value) {
            case null -> throw new ScenarioException(path + " is empty");
            case Map<?, ?> members when members.isEmpty() -> throw new ScenarioException(path + " expects nothing");
            case Map<?, ?> members -> members.forEach((name, member) -> requireStates(path, name.toString(), member));
            case List<?> items -> items.forEach(item -> requireStates(path + "[]", item));
            default -> {
                // a value to compare with
            }
        }
    }

    private static void requireStates(String path, String name, @Nullable Object member) {
        if (member != null) {
            requireStates(path + "." + name, member);
        } else if (!MEMBERS.contains(name)) {
            throw new ScenarioException(path + "." + name + " is always absent, the API has no such member");
        }
    }

    private static Set<String> members() {
        Set<String> names = new HashSet<>();
        for (SdkPojo shown : List.of(
                PipelineExecution.builder().build(),
                PipelineExecutionSummary.builder().build(),
                StageState.builder().build(),
                ActionExecutionDetail.builder().build(),
                RuleExecutionDetail.builder().build(),
                GetPipelineResponse.builder().build())) {
            shown.sdkFields().forEach(field -> collect(field, names));
        }
        return names;
    }

    private static void collect(SdkField<?> field, Set<String> names) {
        names.add(field.locationName());
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            field.constructor().get().sdkFields().forEach(inner -> collect(inner, names));
        } else if (field.marshallingType() == MarshallingType.LIST) {
            collect(field.getTrait(ListTrait.class).memberFieldInfo(), names);
        }
    }
}
