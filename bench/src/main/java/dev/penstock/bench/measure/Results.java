package dev.penstock.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as people and programs read it.
 *
 * @param settings what the run was asked for, by name
 * @param alone what the same workers did before they were disturbed; null if nothing disturbed them
 */
public record Results(
        String scenario,
        Map<String, String> settings,
        Machine machine,
        Outcome outcome,
        @Nullable Outcome alone) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    /** For people. */
    public String table() {
        StringBuilder text = new StringBuilder();
        line(text, "%s: %s", scenario, join(settings));
        line(
                text,
                "%d cores (%s), load before %.1f, %s, commit %s",
                machine.cores(),
                machine.processor(),
                machine.load(),
                machine.jdk(),
                machine.commit());
        line(text, "");
        if (alone == null) {
            describe(text, "milliseconds", outcome);
        } else {
            describe(text, "milliseconds, alone", alone);
            line(text, "");
            describe(text, "milliseconds, disturbed", outcome);
            line(text, "");
            line(text, "%-34s %9s %9s %9s %9s", "disturbed / alone", "a second", "p50", "p90", "p99");
            ratios(alone).forEach((step, ratio) -> line(text, "%s", row(step, ratio)));
        }
        return text.toString();
    }

    private static void describe(StringBuilder text, String title, Outcome outcome) {
        line(
                text,
                "%-34s %9s %9s %9s %9s %9s %9s %9s",
                title,
                "count",
                "a second",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max");
        outcome.steps().forEach((step, histogram) -> line(text, "%s", row(outcome, step, histogram)));
        line(text, "");
        line(text, "errors: %s", outcome.errors().isEmpty() ? "none" : join(outcome.errors()));
        line(
                text,
                "processor time for each %s: server %s, database %s, load generator %s",
                outcome.unit(),
                perOperation(outcome, outcome.cost().server()),
                perOperation(outcome, outcome.cost().database()),
                perOperation(outcome, outcome.cost().client()));
        line(
                text,
                "processors used: server %.2f, database %.2f, load generator %.2f",
                seconds(outcome.cost().server()) / seconds(outcome.measured()),
                seconds(outcome.cost().database()) / seconds(outcome.measured()),
                seconds(outcome.cost().client()) / seconds(outcome.measured()));
        line(text, "server's memory: %d MB", outcome.cost().serverBytes() >> 20);
    }

    /** How many times a step's rate and latencies are what they were. */
    private record Ratio(double perSecond, double p50, double p90, double p99) {}

    /** Of every step that there was before, too. */
    private SequencedMap<String, Ratio> ratios(Outcome before) {
        SequencedMap<String, Ratio> ratios = new LinkedHashMap<>();
        outcome.steps().forEach((step, now) -> {
            Histogram then = before.steps().get(step);
            if (then != null) {
                ratios.put(
                        step,
                        new Ratio(
                                now.getTotalCount()
                                        / seconds(outcome.measured())
                                        / (then.getTotalCount() / seconds(before.measured())),
                                ratio(now, then, 50),
                                ratio(now, then, 90),
                                ratio(now, then, 99)));
            }
        });
        return ratios;
    }

    private static double ratio(Histogram now, Histogram then, double percentile) {
        return (double) now.getValueAtPercentile(percentile) / Math.max(1, then.getValueAtPercentile(percentile));
    }

    private String row(String step, Ratio ratio) {
        return String.format(
                Locale.ROOT,
                "%-34s %9.2f %9.2f %9.2f %9.2f",
                step.equals(Load.WHOLE) ? outcome.unit() : "  " + step,
                ratio.perSecond,
                ratio.p50,
                ratio.p90,
                ratio.p99);
    }

    private static String row(Outcome outcome, String step, Histogram histogram) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "%-34s %9d %9.1f",
                step.equals(Load.WHOLE) ? outcome.unit() : "  " + step,
                histogram.getTotalCount(),
                histogram.getTotalCount() / seconds(outcome.measured())));
        for (double percentile : PERCENTILES) {
            row.append(String.format(Locale.ROOT, " %9.2f", histogram.getValueAtPercentile(percentile) / 1000.0));
        }
        return row.append(String.format(Locale.ROOT, " %9.2f", histogram.getMaxValue() / 1000.0))
                .toString();
    }

    private static String perOperation(Outcome outcome, Duration used) {
        return outcome.operations() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.3f ms", used.toNanos() / 1e6 / outcome.operations());
    }

    /** For programs. */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(document()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("scenario", scenario);
        document.put("settings", settings);
        document.put("machine", machine);
        document.putAll(document(outcome));
        if (alone != null) {
            document.put("alone", document(alone));
            document.put("disturbedToAlone", ratios(alone));
        }
        return document;
    }

    private static Map<String, Object> document(Outcome outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("seconds", seconds(outcome.measured()));
        document.put("unit", outcome.unit());
        document.put("operations", outcome.operations());
        document.put("perSecond", outcome.perSecond());
        document.put("errors", outcome.errors());
        document.put("serverCpuSeconds", seconds(outcome.cost().server()));
        document.put("databaseCpuSeconds", seconds(outcome.cost().database()));
        document.put("clientCpuSeconds", seconds(outcome.cost().client()));
        document.put("serverBytes", outcome.cost().serverBytes());
        List<Map<String, Object>> steps = new ArrayList<>();
        outcome.steps().forEach((step, histogram) -> steps.add(step(step, histogram)));
        document.put("steps", steps);
        return document;
    }

    private static Map<String, Object> step(String name, Histogram histogram) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", name);
        step.put("count", histogram.getTotalCount());
        step.put("meanMicros", histogram.getMean());
        List<Map<String, Object>> percentiles = new ArrayList<>();
        histogram
                .percentiles(2)
                .forEach(at -> percentiles.add(
                        Map.of("percentile", at.getPercentileLevelIteratedTo(), "micros", at.getValueIteratedTo())));
        step.put("percentiles", percentiles);
        return step;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String join(Map<String, ?> values) {
        List<String> words = new ArrayList<>();
        values.forEach((name, value) -> words.add(name + "=" + value));
        return String.join(" ", words);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
