package dev.penstock.bench.scenario;

import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.raw.RawCycle;
import dev.penstock.bench.raw.RawDatabase;
import dev.penstock.bench.raw.Run;
import dev.penstock.bench.raw.Samples;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a partner's cycle does to the database, by a bare JDBC loop: the same statements in the same transactions, without
 * a server. A server makes the site and works one pipeline for samples of what it writes; then it is stopped, and this
 * process goes on with its database.
 */
final class DatabaseAlone implements Scenario {
    private static final int WAIT_MILLIS = 1000;

    @Override
    public About about() {
        return new About(
                "raw-database",
                "the statements of third-party-cycle by a bare JDBC loop in the load generator's process",
                "cycle",
                32);
    }

    @Override
    public boolean stopsServers() {
        return true;
    }

    @Override
    public Work prepare(Needs needs) {
        RawCycle cycle = takeOver(needs, text -> {});
        return new Work() {
            @Override
            public void begin(Steps steps) {
                cycle.begin();
            }

            @Override
            public Operation worker(int number) {
                if (needs.workers() == 1) {
                    return steps -> work(steps, cycle, 0) | work(steps, cycle, 1);
                }
                int stage = CycleSite.stageOf(number);
                return steps -> work(steps, cycle, stage);
            }

            @Override
            public void close() {
                cycle.close();
            }
        };
    }

    /** @param heard told what the loop runs, as {@link RawDatabase#open} says */
    static RawCycle takeOver(Needs needs, Consumer<String> heard) {
        try (CycleSite site = CycleSite.over(needs, true, "Raw")) {
            site.pipelines(0, 1);
            try (Samples samples = new Samples(needs.servers().database(), site.pipeline(0))) {
                site.workOnce(0, (call, job) -> {
                    switch (call) {
                        case POLL -> samples.claimed(job.id());
                        case DETAILS -> {}
                        case ACKNOWLEDGE -> samples.acknowledged(job.id());
                        case SUCCEED -> samples.succeeded(job.id());
                        case START -> samples.started();
                    }
                });
                site.pipelines(1, CycleSite.pipelinesFor(needs.workers()));
                return new RawCycle(RawDatabase.open(needs.servers().stopServers(), heard), samples);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the samples cannot be read", e);
        }
    }

    private static boolean work(Steps steps, RawCycle cycle, int stage) throws InterruptedException {
        long begin = System.nanoTime();
        Optional<Run> taken = cycle.poll(stage, WAIT_MILLIS);
        if (taken.isEmpty()) {
            return false;
        }
        steps.record("1 poll", System.nanoTime() - begin);
        Run run = taken.get();
        steps.time("2 details", () -> cycle.details(run));
        steps.time("3 acknowledge", () -> cycle.acknowledge(run));
        boolean goesOn = steps.time("4 success", () -> cycle.succeed(run));
        if (!goesOn) {
            steps.time("start of the next execution", () -> cycle.start(run));
        }
        return true;
    }
}
