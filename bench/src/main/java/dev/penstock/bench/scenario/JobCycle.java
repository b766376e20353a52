package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import java.util.Optional;

/**
 * The life of a job, over and over: poll, details (for partners), acknowledge, success. Four pipelines for each worker run
 * at the same time, of five stages with a job each, so that there is always a job to take; whoever ends a pipeline's last
 * job starts it again, so that a fifth of a start belongs to each cycle.
 */
final class JobCycle implements Scenario {
    private static final int WAIT_SECONDS = 1;

    private final About about;
    private final boolean partner;
    private final String prefix;

    private JobCycle(About about, boolean partner, String prefix) {
        this.about = about;
        this.partner = partner;
        this.prefix = prefix;
    }

    /** @param prefix of the action types, which all accounts share */
    static JobCycle thirdParty(String prefix) {
        return new JobCycle(
                new About("third-party-cycle", "a partner's workers: poll, details, acknowledge, success", "cycle", 32),
                true,
                prefix);
    }

    static JobCycle custom() {
        return new JobCycle(
                new About("custom-cycle", "workers of custom actions: poll, acknowledge, success", "cycle", 16),
                false,
                "Bench");
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public Work prepare(Needs needs) {
        CycleSite site = CycleSite.over(needs, partner, prefix);
        site.pipelines(0, CycleSite.pipelinesFor(needs.workers()));
        return new Work() {
            @Override
            public Operation worker(int number) {
                ApiClient starter = site.customer(number);
                if (needs.workers() > 1) {
                    JobCalls jobs = site.worker(CycleSite.stageOf(number), number);
                    return steps -> cycle(steps, jobs, starter);
                }
                JobCalls sources = site.worker(0, number);
                JobCalls tests = site.worker(1, number);
                return steps -> cycle(steps, sources, starter) | cycle(steps, tests, starter);
            }

            @Override
            public void close() {
                site.close();
            }
        };
    }

    private boolean cycle(Steps steps, JobCalls jobs, ApiClient starter) {
        Optional<WorkedJob> polled = steps.time("1 poll", () -> jobs.poll(WAIT_SECONDS));
        if (polled.isEmpty()) {
            return false;
        }
        WorkedJob job = partner ? steps.time("2 details", () -> jobs.details(polled.get())) : polled.get();
        steps.time("3 acknowledge", () -> jobs.acknowledge(job));
        steps.time("4 success", () -> jobs.succeed(job));
        if (CycleSite.isLast(job)) {
            steps.time("start of the next execution", () -> CycleSite.start(starter, job.pipeline()));
        }
        return true;
    }
}
