package dev.penstock.bench.growth;

import dev.penstock.bench.growth.Curve.Point;
import dev.penstock.bench.measure.Load;
import dev.penstock.bench.measure.LoadPlan;
import dev.penstock.bench.measure.Outcome;
import dev.penstock.bench.scenario.Scenario;
import dev.penstock.bench.scenario.Scenarios;
import dev.penstock.bench.scenario.Work;
import dev.penstock.bench.site.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a scenario at several sizes, each on a new server, and makes a curve of each call's median.
 *
 * @param name of the picture
 * @param sizes what grows, in words
 * @param whole whether the operation as a whole is a curve too, not only its steps
 * @param needs how a size becomes what the scenario needs
 */
public record Growth(
        String name, String title, String sizes, String scenario, boolean whole, List<Integer> at, Sized needs) {

    /** How many times longer to warm up than to measure: a young server's calls grow cheaper all the time. */
    private static final int WARM_UP = 2;

    /** What a scenario needs at a size. */
    @FunctionalInterface
    public interface Sized {
        Scenario.Needs of(Servers servers, int size);
    }

    /** All that is known to grow. */
    public static List<Growth> all() {
        return List.of(
                new Growth(
                        "growth-pipelines",
                        "Calls beside many pipelines",
                        "pipelines of the account",
                        "many-pipelines",
                        false,
                        List.of(1_000, 10_000, 100_000),
                        (servers, size) -> new Scenario.Needs(servers, 1, false, 0, size)),
                new Growth(
                        "growth-history",
                        "Calls over a deep history",
                        "past executions of the pipeline",
                        "history",
                        false,
                        List.of(100, 10_000, 100_000, 1_000_000),
                        (servers, size) -> new Scenario.Needs(servers, 1, false, size, 0)),
                new Growth(
                        "growth-parked",
                        "Hand-off to one of many parked workers",
                        "workers parked at the queue",
                        "hand-off",
                        true,
                        List.of(1, 10, 50, 100, 200, 500),
                        (servers, size) -> new Scenario.Needs(servers, size, false, 0, 0)));
    }

    /**
     * Measures all sizes.
     *
     * @param largest sizes above are left out
     * @param progress told what goes on
     */
    public Chart measure(Supplier<Servers> start, int seconds, int largest, Consumer<String> progress)
            throws InterruptedException {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (int size : at) {
            if (size <= largest) {
                Outcome outcome = outcome(start, seconds, size, progress);
                outcome.steps().forEach((step, latencies) -> {
                    if (!step.equals(Load.WHOLE) || whole) {
                        points.computeIfAbsent(
                                        step.equals(Load.WHOLE) ? outcome.unit() : step, call -> new ArrayList<>())
                                .add(new Point(size, latencies.getValueAtPercentile(50) / 1000.0));
                    }
                });
            }
        }
        return new Chart(
                title,
                sizes,
                points.entrySet().stream()
                        .map(curve -> new Curve(curve.getKey(), curve.getValue()))
                        .toList());
    }

    private Outcome outcome(Supplier<Servers> start, int seconds, int size, Consumer<String> progress)
            throws InterruptedException {
        Scenario chosen = Scenarios.find(scenario).orElseThrow();
        String at = String.format(Locale.ROOT, "%s, %,d %s: ", name, size, sizes);
        progress.accept(at + "preparing");
        long begin = System.nanoTime();
        try (Servers servers = start.get();
                Work work = chosen.prepare(needs.of(servers, size))) {
            progress.accept(String.format(
                    Locale.ROOT, "%sprepared in %.0f s, measuring", at, (System.nanoTime() - begin) / 1e9));
            Duration time = Duration.ofSeconds(seconds);
            // one thread makes the load; where there are more workers, they are part of what is measured
            Load load = new Load(
                    new LoadPlan(1, 0, time.multipliedBy(WARM_UP), time),
                    chosen.about().unit());
            work.begin(load.steps());
            return load.run(work::worker, servers::cost, done -> {});
        }
    }
}
