package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.CallFailedException;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A partner's workers at their work while a crowd that nothing holds back lists, polls, starts and sends requests of a
 * megabyte, each caller over a connection of its own and again as soon as it is answered. The crowd may be throttled; what
 * counts is that the workers' calls stay quick, and that the server lives.
 */
final class Overload implements Scenario {
    private static final int CROWD = 200;
    private static final int LARGE = 1 << 20;

    private final JobCycle cycle = JobCycle.thirdParty("Crowded");

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String summary() {
        return "the calls of third-party-cycle, alone and then beside " + CROWD + " callers that nothing holds back";
    }

    @Override
    public boolean disturbed() {
        return true;
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
    public Work prepare(Needs needs) {
        Work work = cycle.prepare(needs);
        Site site = Pipelines.site(needs, false);
        byte[] _ = site.customer(0)
                .send(
                        "CreatePipeline",
                        Pipelines.declaration("crowded", List.of(Pipelines.SOURCE, Pipelines.BUILD, Pipelines.BUILD)));
        Crowd crowd = new Crowd(site);
        return new Work() {
            @Override
            public void disturb(Steps steps) {
                crowd.gather(steps);
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
                crowd.disperse();
                work.close();
                site.close();
            }
        };
    }

    private static final class Crowd {
        private final Site site;
        private final String poll;
        private final String large = "{\"pipeline\":{\"name\":\"" + "x".repeat(LARGE) + "\"}}";
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private volatile boolean dispersed;

        Crowd(Site site) {
            this.site = site;
            this.poll = "{\"actionTypeId\":" + Pipelines.BUILD.json() + "}";
        }

        void gather(Steps steps) {
            for (int i = 0; i < CROWD; i++) {
                int number = i;
                ApiClient client = site.customer(i);
                threads.add(Thread.ofVirtual().name("crowd").start(() -> shout(number, client, steps)));
            }
        }

        private void shout(int number, ApiClient client, Steps steps) {
            while (!dispersed) {
                long begin = System.nanoTime();
                try {
                    call(number, client);
                    steps.record("the crowd, answered", System.nanoTime() - begin);
                } catch (CallFailedException e) {
                    // the large request breaks a constraint, which is an answer
                    boolean answered = e.error().endsWith("ThrottlingException")
                            || e.error().equals("ValidationException");
                    if (!answered && !dispersed) {
                        failure.compareAndSet(null, e);
                        return;
                    }
                    steps.record(
                            e.error().equals("ValidationException") ? "the crowd, answered" : "the crowd, throttled",
                            System.nanoTime() - begin);
                }
            }
        }

        private void call(int number, ApiClient client) {
            byte[] _ = switch (number % 10) {
                case 0 -> client.send("CreatePipeline", large);
                case 1, 2 -> client.send("StartPipelineExecution", Pipelines.named("name", "crowded"));
                case 3, 4, 5 -> client.send("PollForJobs", poll);
                case 6, 7 -> client.send("GetPipelineState", Pipelines.named("name", "crowded"));
                default -> client.send("ListPipelineExecutions", Pipelines.named("pipelineName", "crowded"));
            };
        }

        /** Throws what somebody of the crowd was told that is neither an answer nor a throttling. */
        void check() {
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("one of the crowd", failed);
            }
        }

        void disperse() {
            dispersed = true;
        }
    }
}
