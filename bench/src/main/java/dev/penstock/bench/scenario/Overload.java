package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.CallFailedException;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.Site;

/**
 * A partner's workers at their work while a crowd that nothing holds back lists, polls, starts and sends requests of a
 * megabyte, each caller over a connection of its own and again as soon as it is answered. The crowd may be throttled; what
 * counts is that the workers' calls stay quick, and that the server lives.
 */
final class Overload implements Scenario {
    private static final int CROWD = 200;

    private final JobCycle cycle = JobCycle.thirdParty("Crowded");

    @Override
    public About about() {
        return new About(
                "overload",
                "the calls of third-party-cycle, alone and then beside " + CROWD + " callers that nothing holds back",
                cycle.about().unit(),
                8);
    }

    @Override
    public boolean disturbed() {
        return true;
    }

    @Override
    public Work prepare(Needs needs) {
        Work work = cycle.prepare(needs);
        Site site = Pipelines.site(needs, false);
        Pipelines.create(site.customer(0), "crowded", Pipelines.THREE_STAGES);
        Background crowd = new Background();
        return new Work() {
            @Override
            public void disturb(Steps steps) {
                for (int i = 0; i < CROWD; i++) {
                    Caller caller = new Caller(i, site.customer(i), steps);
                    crowd.repeat("one of the crowd", caller::shout);
                }
            }

            @Override
            public Operation worker(int number) {
                Operation operation = work.worker(number);
                return steps -> {
                    crowd.check();
                    return operation.run(steps);
                };
            }

            @Override
            public void close() {
                crowd.close();
                work.close();
                site.close();
            }
        };
    }

    private record Caller(int number, ApiClient client, Steps steps) {
        private static final String LARGE = "{\"pipeline\":" + Pipelines.named("name", "x".repeat(1 << 20)) + "}";
        private static final String POLL = "{\"actionTypeId\":" + Pipelines.BUILD.json() + "}";

        /** @throws CallFailedException what is neither an answer nor a throttling */
        void shout() {
            long begin = System.nanoTime();
            String told = "the crowd, answered";
            try {
                call();
            } catch (CallFailedException e) {
                if (e.error().endsWith("ThrottlingException")) {
                    told = "the crowd, throttled";
                } else if (!e.error().equals("ValidationException")) { // which the large request gets
                    throw e;
                }
            }
            steps.record(told, System.nanoTime() - begin);
        }

        private void call() {
            byte[] _ = switch (number % 10) {
                case 0 -> client.send("CreatePipeline", LARGE);
                case 1, 2 -> client.send("StartPipelineExecution", Pipelines.named("name", "crowded"));
                case 3, 4, 5 -> client.send("PollForJobs", POLL);
                case 6, 7 -> client.send("GetPipelineState", Pipelines.named("name", "crowded"));
                default -> client.send("ListPipelineExecutions", Pipelines.named("pipelineName", "crowded"));
            };
        }
    }
}
