package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * From StartPipelineExecution to Succeeded. Each worker starts a pipeline of its own, of custom actions that background
 * workers perform at once; it begins again when GetPipelineExecution, called as soon as the last result is in, says
 * Succeeded.
 */
final class PipelineRun implements Scenario {
    private static final int WAIT_SECONDS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final About about;
    private final List<ActionTypeName> stages;
    private final Optional<Duration> every;

    private PipelineRun(String name, String summary, List<ActionTypeName> stages, Optional<Duration> every) {
        this.about = new About(name, summary, "run", 1);
        this.stages = stages;
        this.every = every;
    }

    static PipelineRun threeStages() {
        return new PipelineRun(
                "pipeline",
                "start to Succeeded of three stages with a custom job each, by parked workers",
                List.of(Pipelines.SOURCE, Pipelines.BUILD, ActionTypeName.custom("Deploy", "BenchDeploy")),
                Optional.empty());
    }

    static PipelineRun oneAtATime() {
        return new PipelineRun(
                "one-at-a-time",
                "start to Succeeded of two custom jobs, by workers that ask every 10 ms",
                List.of(Pipelines.SOURCE, Pipelines.BUILD),
                Optional.of(Duration.ofMillis(10)));
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public Work prepare(Needs needs) {
        Site site = new Site(needs.servers(), needs.sdk());
        stages.forEach(site::register);
        Runs runs = new Runs("Stage" + (stages.size() - 1));
        Background background = new Background();
        int pipelines = Math.max(1, needs.workers());
        for (int i = 0; i < pipelines; i++) {
            for (ActionTypeName type : stages) {
                work(background, site.worker(type, i), runs);
            }
        }
        List<String> first = new ArrayList<>();
        for (int i = 0; i < pipelines; i++) {
            Pipelines.create(site.customer(0), "run-" + i, stages); // which starts it
            JsonNode executions =
                    site.customer(0).call("ListPipelineExecutions", Pipelines.named("pipelineName", "run-" + i));
            first.add(executions
                    .path("pipelineExecutionSummaries")
                    .get(0)
                    .path("pipelineExecutionId")
                    .asString());
        }
        first.forEach(execution -> await(runs, background, execution));
        return new Work() {
            @Override
            public Operation worker(int number) {
                ApiClient client = site.customer(number);
                return steps -> run(steps, client, "run-" + number, runs, background);
            }

            @Override
            public void close() {
                background.close();
                site.close();
            }
        };
    }

    private void work(Background background, JobCalls jobs, Runs runs) {
        if (every.isPresent()) {
            background.regular(jobs, every.get(), runs::jobDone);
        } else {
            background.parked(jobs, WAIT_SECONDS, job -> {
                jobs.finish(job);
                runs.jobDone(job);
            });
        }
    }

    private static boolean run(Steps steps, ApiClient client, String pipeline, Runs runs, Background background) {
        String execution = steps.time(
                "start",
                () -> client.call("StartPipelineExecution", Pipelines.named("name", pipeline))
                        .path("pipelineExecutionId")
                        .asString());
        await(runs, background, execution);
        String status = client.call(
                        "GetPipelineExecution",
                        "{\"pipelineName\":\"" + pipeline + "\",\"pipelineExecutionId\":\"" + execution + "\"}")
                .path("pipelineExecution")
                .path("status")
                .asString();
        if (!status.equals("Succeeded")) {
            throw new IllegalStateException("the execution " + execution + " is " + status);
        }
        return true;
    }

    private static void await(Runs runs, Background background, String execution) {
        try {
            runs.end(execution).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            runs.forget(execution);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            background.check();
            throw new IllegalStateException("the execution " + execution + " did not end", e);
        }
    }

    /** Which executions have ended. */
    private static final class Runs {
        private final String lastStage;
        private final Map<String, CompletableFuture<WorkedJob>> ends = new ConcurrentHashMap<>();

        Runs(String lastStage) {
            this.lastStage = lastStage;
        }

        CompletableFuture<WorkedJob> end(String execution) {
            return ends.computeIfAbsent(execution, id -> new CompletableFuture<>());
        }

        void jobDone(WorkedJob job) {
            if (job.stage().equals(lastStage)) {
                end(job.executionId()).complete(job);
            }
        }

        void forget(String execution) {
            ends.remove(execution);
        }
    }
}
