package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.Stays.Stay;
import dev.penstock.bench.crash.town.Blueprints;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * In SUPERSEDED and QUEUED mode no two executions are inside a stage. Executions with an abandoned action are left out: their
 * workers go on, since nobody tells them.
 */
final class OneHolderPerStage implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Set<String> abandoned = evidence.history().actions().stream()
                .filter(action ->
                        action.status().equals("Abandoned") || action.error().contains("timed out"))
                .map(History.ActionRun::execution)
                .collect(Collectors.toSet());
        Stays.of(evidence).byPlace().forEach((place, stays) -> {
            if (!place.pipeline().equals(Blueprints.PARALLEL)) {
                List<Stay> inOrder = stays.stream()
                        .filter(stay -> !abandoned.contains(stay.execution()))
                        .sorted(Comparator.comparingLong(Stay::from))
                        .toList();
                overlaps(place, inOrder, violation);
            }
        });
    }

    private static void overlaps(Stays.Place place, List<Stay> inOrder, Consumer<String> violation) {
        for (int i = 0; i < inOrder.size(); i++) {
            Stay one = inOrder.get(i);
            for (int j = i + 1; j < inOrder.size() && inOrder.get(j).from() < one.until(); j++) {
                Stay other = inOrder.get(j);
                if (!other.execution().equals(one.execution())) {
                    violation.accept("two executions were in " + place + " at once: " + one + " and " + other);
                }
            }
        }
    }
}
