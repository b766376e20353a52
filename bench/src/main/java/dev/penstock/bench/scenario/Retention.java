package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.AgedHistory;
import dev.penstock.bench.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A partner's workers at their work, first alone, and after ten seconds beside a server that forgets a history which is
 * too old. What counts is how much longer their calls take then, the longest of all.
 */
final class Retention implements Scenario {
    private static final String PIPELINE = "forgotten";
    private static final int WAIT_SECONDS = 5;
    private static final Duration ALONE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int THOUSAND = 1000;

    private final JobCycle cycle = JobCycle.thirdParty("Kept");

    /** What goes on beside the workers. */
    private enum Phase {
        NOTHING(", before"),
        FORGETTING(", forgetting"),
        FORGOTTEN(", afterwards");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public String summary() {
        return "the calls of third-party-cycle while --history executions are forgotten, after 10 s without";
    }

    @Override
    public String unit() {
        return cycle.unit();
    }

    @Override
    public int workers() {
        return 8;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("jobs.purge-interval", "1s");
    }

    @Override
    public Work prepare(Needs needs) {
        Work work = cycle.prepare(needs);
        Site site = Pipelines.site(needs, false);
        byte[] _ = site.customer(0)
                .send(
                        "CreatePipeline",
                        Pipelines.declaration(PIPELINE, List.of(Pipelines.SOURCE, Pipelines.BUILD, Pipelines.BUILD)));
        for (ActionTypeName type : List.of(Pipelines.SOURCE, Pipelines.BUILD, Pipelines.BUILD)) {
            site.worker(type, 0).finishNext(WAIT_SECONDS);
        }
        Beside beside = new Beside(AgedHistory.fill(needs.servers(), PIPELINE, needs.history()));
        return new Work() {
            @Override
            public void begin(Steps steps) {
                beside.begin(steps);
            }

            @Override
            public Operation worker(int number) {
                Operation operation = work.worker(number);
                return steps -> {
                    beside.check();
                    return operation.run(steps.during(beside.phase.words));
                };
            }

            @Override
            public void close() {
                beside.thread.interrupt();
                work.close();
                site.close();
            }
        };
    }

    /** Lets the history fall due, and watches it go. */
    private static final class Beside {
        private final AgedHistory history;
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private volatile Phase phase = Phase.NOTHING;
        private Thread thread = Thread.ofVirtual().unstarted(() -> {});

        Beside(AgedHistory history) {
            this.history = history;
        }

        void begin(Steps steps) {
            thread = Thread.ofVirtual().name("beside").start(() -> {
                try {
                    watch(steps);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
        }

        private void watch(Steps steps) throws InterruptedException {
            while (!steps.measured()) {
                Thread.sleep(LOOK);
            }
            Thread.sleep(ALONE);
            history.fallDue();
            int before = history.left();
            long since = System.nanoTime();
            phase = Phase.FORGETTING;
            while (before > 0) {
                Thread.sleep(LOOK);
                int left = history.left();
                if (before - left >= THOUSAND || left == 0) {
                    long now = System.nanoTime();
                    steps.record("forgetting 1,000 executions", (now - since) * THOUSAND / Math.max(1, before - left));
                    since = now;
                    before = left;
                }
            }
            phase = Phase.FORGOTTEN;
        }

        void check() {
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("the history is not watched any more", failed);
            }
        }
    }
}
