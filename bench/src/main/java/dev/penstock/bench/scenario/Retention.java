package dev.penstock.bench.scenario;

import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.AgedHistory;
import dev.penstock.bench.site.Site;
import java.time.Duration;
import java.util.Map;

/**
 * A partner's workers at their work, first alone, and after ten seconds beside a server that forgets a history which is
 * too old. What counts is how much longer their calls take then, the longest of all.
 */
final class Retention implements Scenario {
    private static final String PIPELINE = "forgotten";
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
    public About about() {
        return new About(
                "retention",
                "the calls of third-party-cycle while --history executions are forgotten, after 10 s without",
                cycle.about().unit(),
                8);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("jobs.purge-interval", "1s");
    }

    @Override
    public Work prepare(Needs needs) {
        Work work = cycle.prepare(needs);
        Site site = Pipelines.site(needs, false);
        Pipelines.createAndRun(site, PIPELINE, Pipelines.THREE_STAGES);
        Forgetting forgetting = new Forgetting(AgedHistory.fill(needs.servers(), PIPELINE, needs.history()));
        Background watch = new Background();
        return new Work() {
            @Override
            public void begin(Steps steps) {
                watch.start("the watch of the history", () -> forgetting.watch(steps));
            }

            @Override
            public Operation worker(int number) {
                Operation operation = work.worker(number);
                return steps -> {
                    watch.check();
                    return operation.run(steps.during(forgetting.phase.words));
                };
            }

            @Override
            public void close() {
                watch.close();
                work.close();
                site.close();
            }
        };
    }

    /** Lets the history fall due, and watches it go. */
    private static final class Forgetting {
        private final AgedHistory history;
        private volatile Phase phase = Phase.NOTHING;

        Forgetting(AgedHistory history) {
            this.history = history;
        }

        void watch(Steps steps) throws InterruptedException {
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
    }
}
