package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
import dev.penstock.bench.measure.Load;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * From the result of one job to the job that follows from it, in the hands of a worker whose poll is held for it. One
 * pipeline runs at a time; all the workers are parked at its second stage, and one of them gets the job. The time begins
 * before the result is sent and ends when the parked poll has returned.
 */
final class HandOff implements Scenario {
    private static final int WAIT_SECONDS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Between a job and the next, so that the one who got it is parked again. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final String PIPELINE = "hand-off";

    @Override
    public About about() {
        return new About(
                "hand-off",
                "the result of one job to the next job in the hands of one of the workers parked for it",
                "hand-off",
                1);
    }

    private record Received(WorkedJob job, long at) {}

    @Override
    public Work prepare(Needs needs) {
        Site site = Pipelines.site(needs, needs.sdk());
        BlockingQueue<Received> received = new ArrayBlockingQueue<>(1);
        Background parked = new Background();
        for (int i = 0; i < needs.workers(); i++) {
            JobCalls jobs = site.worker(Pipelines.BUILD, i);
            parked.parked(jobs, WAIT_SECONDS, job -> received.add(new Received(job, System.nanoTime())));
        }
        ApiClient customer = site.customer(0);
        JobCalls sources = site.worker(Pipelines.SOURCE, 0);
        Pipelines.create(customer, PIPELINE, List.of(Pipelines.SOURCE, Pipelines.BUILD));
        return new Work() {
            private boolean started = true; // CreatePipeline did

            @Override
            public Operation worker(int number) {
                if (number > 0) {
                    return steps -> idle();
                }
                JobCalls finisher = site.worker(Pipelines.BUILD, 0);
                return steps -> {
                    if (!started) {
                        JsonNode _ = customer.call("StartPipelineExecution", Pipelines.named("name", PIPELINE));
                    }
                    started = false;
                    return handOff(steps, sources, finisher, received, parked);
                };
            }

            @Override
            public void close() {
                parked.close();
                site.close();
            }
        };
    }

    /** The other workers are parked; only one thread makes work for them. */
    private static boolean idle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100);
        return false;
    }

    private static boolean handOff(
            Steps steps, JobCalls sources, JobCalls finisher, BlockingQueue<Received> received, Background parked)
            throws InterruptedException {
        WorkedJob first = sources.poll(WAIT_SECONDS)
                .orElseThrow(() -> new IllegalStateException("the pipeline was started, but there is no job"));
        sources.acknowledge(first);
        Thread.sleep(PAUSE);
        long begin = System.nanoTime();
        sources.succeed(first);
        steps.record("result", System.nanoTime() - begin);
        Received next = received.poll(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            parked.check();
            throw new IllegalStateException("no parked worker got the job");
        }
        steps.record(Load.WHOLE, next.at - begin);
        finisher.finish(next.job);
        return false; // the whole is recorded already: it ends with the receipt
    }
}
