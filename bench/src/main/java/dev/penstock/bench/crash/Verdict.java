package dev.penstock.bench.crash;

import dev.penstock.bench.crash.check.Evidence;
import dev.penstock.bench.crash.check.History;
import dev.penstock.bench.crash.check.Work.JobStory;
import dev.penstock.bench.crash.fault.Fault;
import dev.penstock.bench.crash.fault.FaultKind;
import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.record.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run showed.
 *
 * @param violations one line each; empty if no invariant was broken
 */
public record Verdict(Plan plan, Evidence evidence, List<String> violations) {
    private static final int MOST_SHOWN = 40;

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** The figures and the judgement, for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "executions",
                evidence.history().executions().stream()
                        .collect(
                                Collectors.groupingBy(History.Execution::status, TreeMap::new, Collectors.counting())));
        line(
                text,
                "actions",
                evidence.history().actions().stream()
                        .collect(
                                Collectors.groupingBy(History.ActionRun::status, TreeMap::new, Collectors.counting())));
        jobs(text);
        calls(text);
        line(text, "events", evidence.replayed().size());
        text.append('\n');
        faults(text);
        text.append('\n');
        if (violations.isEmpty()) {
            text.append("no invariant broken\n");
        } else {
            text.append(violations.size())
                    .append(" violations, seed ")
                    .append(plan.seed())
                    .append(", records in ")
                    .append(plan.folder())
                    .append('\n');
            violations.stream()
                    .limit(MOST_SHOWN)
                    .forEach(violation -> text.append("  ").append(violation).append('\n'));
        }
        return text.toString();
    }

    private void jobs(StringBuilder text) {
        var jobs = evidence.work().jobs().values();
        line(
                text,
                "jobs given out",
                jobs.size() + ", more than once "
                        + jobs.stream().filter(job -> job.polls().size() > 1).count());
        line(
                text,
                "jobs acknowledged",
                jobs.stream().filter(job -> !job.owners().isEmpty()).count());
        line(
                text,
                "results acknowledged",
                jobs.stream().mapToLong(job -> job.accepted().size()).sum()
                        + ", repetitions among them "
                        + jobs.stream()
                                .map(JobStory::accepted)
                                .filter(accepted -> accepted.size() > 1)
                                .mapToLong(accepted -> accepted.size() - 1)
                                .sum());
    }

    private void calls(StringBuilder text) {
        List<Call> calls = evidence.records().calls();
        line(
                text,
                "calls",
                calls.size() + ", asked more than once "
                        + calls.stream()
                                .filter(call -> call.attempts().size() > 1)
                                .count());
        line(
                text,
                "refused",
                attempts()
                        .flatMap(attempt -> attempt.outcome() instanceof Outcome.Refused refused
                                ? Stream.of(refused.status() + " " + refused.type())
                                : Stream.empty())
                        .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting())));
        line(
                text,
                "not answered",
                attempts()
                        .filter(attempt -> attempt.outcome() instanceof Outcome.Unanswered)
                        .count());
    }

    private Stream<Attempt> attempts() {
        return evidence.records().calls().stream().flatMap(call -> call.attempts().stream());
    }

    /** After its cause is gone, how long until the server acknowledges a change again; and how long nobody was served. */
    private void faults(StringBuilder text) {
        long[][] served = attempts()
                .filter(attempt -> attempt.outcome() instanceof Outcome.Answered)
                .map(attempt -> new long[] {attempt.ended(), attempt.node()})
                .sorted((one, other) -> Long.compare(one[0], other[0]))
                .toArray(long[][]::new);
        text.append("%-13s %-8s %6s   %-31s %s\n"
                .formatted("fault", "to", "times", "server back, p50 / p90 / max", "nobody served, p50 / p90 / max"));
        for (FaultKind kind : FaultKind.values()) {
            for (String target : List.of("node", "worker", "database")) {
                List<Fault> some = evidence.faults().stream()
                        .filter(fault -> fault.kind() == kind && fault.target().startsWith(target))
                        .toList();
                if (!some.isEmpty()) {
                    text.append("%-13s %-8s %6d   %-31s %s\n"
                            .formatted(
                                    kind.name().toLowerCase(Locale.ROOT),
                                    target.equals("node") ? "server" : target,
                                    some.size(),
                                    target.equals("node")
                                            ? percentiles(some.stream().mapToLong(fault -> back(fault, served)))
                                            : "",
                                    target.equals("worker")
                                            ? ""
                                            : percentiles(some.stream().mapToLong(fault -> gap(fault, served)))));
                }
            }
        }
    }

    private static String percentiles(java.util.stream.LongStream micros) {
        long[] sorted = micros.filter(value -> value >= 0).sorted().toArray();
        if (sorted.length == 0) {
            return "-";
        }
        return Stream.of(0.5, 0.9, 1.0)
                .map(share -> sorted[(int) Math.ceil(share * sorted.length) - 1])
                .map(value -> "%.2f s".formatted(value / 1e6))
                .collect(Collectors.joining(" / "));
    }

    /** -1 if the next fault to this server came before, or nobody asked it for anything afterwards. */
    private long back(Fault fault, long[][] served) {
        long next = evidence.faults().stream()
                .filter(other -> other.node() == fault.node() && other.injected() > fault.healed())
                .mapToLong(Fault::injected)
                .min()
                .orElse(Long.MAX_VALUE);
        return Arrays.stream(served)
                .filter(answer -> answer[1] == fault.node() && answer[0] >= fault.healed() && answer[0] < next)
                .mapToLong(answer -> answer[0] - fault.healed())
                .findFirst()
                .orElse(-1);
    }

    /** The longest time without an answer from anybody that touches the fault. */
    private static long gap(Fault fault, long[][] served) {
        long longest = -1;
        for (int i = 1; i < served.length; i++) {
            if (served[i][0] >= fault.injected() && served[i - 1][0] <= fault.healed()) {
                longest = Math.max(longest, served[i][0] - served[i - 1][0]);
            }
        }
        return longest;
    }

    private static void line(StringBuilder text, String name, Object value) {
        String shown = value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                : String.valueOf(value);
        text.append("%-22s %s\n".formatted(name, shown.isEmpty() ? "none" : shown));
    }
}
