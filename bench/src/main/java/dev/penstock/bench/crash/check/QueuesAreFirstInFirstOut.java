package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.Stays.Place;
import dev.penstock.bench.crash.check.Stays.Stay;
import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.town.Blueprints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * In the QUEUED pipeline whoever was started later, after the start of the other was answered, is in no stage earlier.
 * Executions that were retried lose their place.
 */
final class QueuesAreFirstInFirstOut implements Check {

    /** @param asked when the start was first asked for, @param known when it was answered */
    private record Started(String execution, long asked, long known) {}

    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Set<String> retried = evidence.records()
                .calls("RetryStageExecution")
                .map(call -> call.given("pipelineExecutionId"))
                .collect(Collectors.toSet());
        List<Started> started = evidence.records()
                .calls("StartPipelineExecution")
                .filter(call -> call.given("name").equals(Blueprints.QUEUED))
                .flatMap(call -> call.answered().map(attempt -> started(call, attempt)).stream())
                .filter(start -> !retried.contains(start.execution))
                .toList();
        Stays.of(evidence).byPlace().forEach((place, stays) -> {
            if (place.pipeline().equals(Blueprints.QUEUED)) {
                overtaking(place, first(stays), started, violation);
            }
        });
    }

    private static Started started(Call call, Attempt attempt) {
        String execution =
                call.answer().orElseThrow().path("pipelineExecutionId").asString("");
        return new Started(execution, call.begun(), attempt.ended());
    }

    private static Map<String, Long> first(List<Stay> stays) {
        Map<String, Long> first = new HashMap<>();
        stays.forEach(stay -> first.merge(stay.execution(), stay.from(), Math::min));
        return first;
    }

    private static void overtaking(
            Place place, Map<String, Long> entered, List<Started> started, Consumer<String> violation) {
        List<Started> there = new ArrayList<>(started);
        there.removeIf(start -> !entered.containsKey(start.execution));
        for (Started early : there) {
            for (Started late : there) {
                if (late.asked > early.known
                        && entered.getOrDefault(late.execution, 0L) < entered.getOrDefault(early.execution, 0L)) {
                    violation.accept("in " + place + " execution " + late.execution + " overtook " + early.execution);
                }
            }
        }
    }
}
