package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.Credentials;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.LeanThirdPartyCalls;
import dev.penstock.bench.client.WorkedJob;
import dev.penstock.bench.measure.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * The four calls of a partner's cycle, byte for byte, to the HTTP server alone. What is left of a cycle's cost when the
 * server does nothing: HTTP itself, and the generator's own cost.
 */
final class BareHttp implements Scenario {
    @Override
    public About about() {
        return new About(
                "bare-http",
                "the calls of third-party-cycle to the HTTP server alone, which does nothing for them",
                "cycle",
                32);
    }

    @Override
    public boolean bare() {
        return true;
    }

    @Override
    public Work prepare(Needs needs) {
        Credentials credentials = new Credentials("222222222222", "AKIA0123456789ABCDEF", "x".repeat(40));
        List<JobCalls> open = new ArrayList<>();
        return new Work() {
            @Override
            public Operation worker(int number) {
                JobCalls jobs = new LeanThirdPartyCalls(
                        new ApiClient(needs.servers().endpoint(number), credentials),
                        ActionTypeName.thirdParty("Test", "BenchTest"),
                        "t".repeat(40));
                open.add(jobs);
                return steps -> {
                    WorkedJob polled = steps.time("1 poll", () -> jobs.poll(1)).orElseThrow();
                    WorkedJob job = steps.time("2 details", () -> jobs.details(polled));
                    steps.time("3 acknowledge", () -> jobs.acknowledge(job));
                    steps.time("4 success", () -> jobs.succeed(job));
                    return true;
                };
            }

            @Override
            public void close() {
                open.forEach(JobCalls::close);
            }
        };
    }
}
