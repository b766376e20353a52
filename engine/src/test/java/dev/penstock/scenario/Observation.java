package dev.penstock.scenario;

import dev.penstock.api.json.JsonTree;
import dev.penstock.api.json.ShapeCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * What the API shows of a pipeline, as far as something is expected of it. Executions go by the scenario's names, and lists
 * of things with a name are objects keyed by that name; attempts and rule runs come oldest first.
 */
final class Observation {
    private static final Set<String> KEYS = Set.of("name", "actionName", "ruleName", "stageName");

    private final Theatre theatre;
    private final String pipeline;
    private final Names names;

    private final ToIntFunction<String> stageOrder;

    /** @param stageOrder place of a stage in the pipeline: its actions may start at the same instant as an earlier one's */
    Observation(Theatre theatre, String pipeline, Names names, ToIntFunction<String> stageOrder) {
        this.stageOrder = stageOrder;
        this.theatre = theatre;
        this.pipeline = pipeline;
        this.names = names;
    }

    Map<String, @Nullable Object> of(Expectation expectation) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        expectation.tree().forEach((section, wanted) -> {
            if (wanted instanceof Map<?, ?> members) {
                seen.put(section, section(section, members.keySet()));
            }
        });
        return seen;
    }

    private Map<String, @Nullable Object> section(String section, Set<?> wanted) {
        return switch (section) {
            case "executions" -> executions();
            case "stages" -> stages();
            case "actionExecutions" -> byExecution(wanted, this::actions);
            case "ruleExecutions" -> byExecution(wanted, this::rules);
            case "events" -> byExecution(wanted, theatre::events);
            case "pipeline" -> definition();
            default -> throw new ScenarioException("nobody checks " + section);
        };
    }

    private CodePipelineClient api() {
        return theatre.api();
    }

    private Map<String, @Nullable Object> executions() {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        Map<String, PipelineExecutionSummary> summaries =
                api()
                        .listPipelineExecutions(request -> request.pipelineName(pipeline))
                        .pipelineExecutionSummaries()
                        .stream()
                        .collect(Collectors.toMap(PipelineExecutionSummary::pipelineExecutionId, summary -> summary));
        names.executions().forEach((name, id) -> {
            if (summaries.containsKey(id)) {
                Map<String, @Nullable Object> whole = new LinkedHashMap<>(tree(summaries.get(id)));
                whole.putAll(tree(api().getPipelineExecution(
                                request -> request.pipelineName(pipeline).pipelineExecutionId(id))
                        .pipelineExecution()));
                seen.put(name, whole);
            }
        });
        return seen;
    }

    /** Executions that nobody has named: something started that the scenario does not tell of. */
    List<String> strangers() {
        Set<String> known = new HashSet<>(names.executions().values());
        return api()
                .listPipelineExecutions(request -> request.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .stream()
                .map(PipelineExecutionSummary::pipelineExecutionId)
                .filter(id -> !known.contains(id))
                .toList();
    }

    private Map<String, @Nullable Object> stages() {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        for (StageState stage :
                api().getPipelineState(request -> request.name(pipeline)).stageStates()) {
            seen.put(stage.stageName(), tree(stage));
        }
        return seen;
    }

    private Map<String, @Nullable Object> definition() {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        boolean exists = api().listPipelines(request -> {}).pipelines().stream()
                .anyMatch(found -> found.name().equals(pipeline));
        seen.put("exists", exists);
        if (exists) {
            seen.putAll(
                    tree(api().getPipeline(request -> request.name(pipeline)).pipeline()));
        }
        return seen;
    }

    private Map<String, @Nullable Object> byExecution(Set<?> wanted, Function<String, List<?>> look) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        wanted.forEach(name -> seen.put(name.toString(), look.apply(names.execution(name.toString()))));
        return seen;
    }

    private List<Map<String, @Nullable Object>> actions(String id) {
        return api()
                .listActionExecutions(
                        request -> request.pipelineName(pipeline).filter(filter -> filter.pipelineExecutionId(id)))
                .actionExecutionDetails()
                .stream()
                .sorted(Comparator.comparing(ActionExecutionDetail::startTime)
                        .thenComparing(action -> stageOrder.applyAsInt(action.stageName()))
                        .thenComparing(ActionExecutionDetail::actionName))
                .map(Observation::tree)
                .toList();
    }

    private List<Map<String, @Nullable Object>> rules(String id) {
        return api()
                .listRuleExecutions(
                        request -> request.pipelineName(pipeline).filter(filter -> filter.pipelineExecutionId(id)))
                .ruleExecutionDetails()
                .stream()
                .sorted(Comparator.comparing(RuleExecutionDetail::startTime)
                        .thenComparing(rule -> stageOrder.applyAsInt(rule.stageName()))
                        .thenComparing(RuleExecutionDetail::ruleName))
                .map(Observation::tree)
                .toList();
    }

    private static Map<String, @Nullable Object> tree(SdkPojo shown) {
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        JsonTree.readObject(ShapeCodec.write(shown)).forEach((name, value) -> keyed.put(name, keyed(value)));
        return keyed;
    }

    private static @Nullable Object keyed(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> next = new LinkedHashMap<>();
                map.forEach((name, item) -> next.put(name, keyed(item)));
                yield next;
            }
            case List<?> list -> keyed(list);
            case null -> null;
            default -> value;
        };
    }

    private static Object keyed(List<?> list) {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(keyed(item)));
        Map<Object, Object> byName = new LinkedHashMap<>();
        for (Object item : items) {
            key(item).ifPresent(name -> byName.put(name, item));
        }
        return !items.isEmpty() && byName.size() == items.size() ? byName : items;
    }

    private static Optional<Object> key(@Nullable Object item) {
        return item instanceof Map<?, ?> map
                ? KEYS.stream().filter(map::containsKey).findFirst().map(map::get)
                : Optional.empty();
    }
}
