package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.HistoryFiller;
import dev.penstock.bench.site.Site;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a person or a console reads, and an empty poll, on a pipeline with many past executions. */
final class History implements Scenario {
    private static final String PIPELINE = "history";
    private static final int WAIT_SECONDS = 5;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String summary() {
        return "state, lists and polls over the past executions of --history";
    }

    @Override
    public String unit() {
        return "look";
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public Work prepare(Needs needs) {
        Site site = Pipelines.site(needs, false);
        ApiClient customer = site.customer(0);
        byte[] _ = customer.send(
                "CreatePipeline",
                Pipelines.declaration(PIPELINE, List.of(Pipelines.SOURCE, Pipelines.BUILD, Pipelines.BUILD)));
        for (ActionTypeName type : List.of(Pipelines.SOURCE, Pipelines.BUILD, Pipelines.BUILD)) {
            site.worker(type, 0).finishNext(WAIT_SECONDS);
        }
        new HistoryFiller(needs.servers()).fill(PIPELINE, needs.history(), Duration.ZERO, done -> {});
        return new Work() {
            @Override
            public Operation worker(int number) {
                ApiClient client = site.customer(number);
                JobCalls jobs = site.worker(Pipelines.BUILD, number);
                return steps -> look(steps, client, jobs);
            }

            @Override
            public void close() {
                site.close();
            }
        };
    }

    private static boolean look(Steps steps, ApiClient client, JobCalls jobs) {
        String named = Pipelines.named("pipelineName", PIPELINE);
        JsonNode page = steps.time("ListPipelineExecutions", () -> client.call("ListPipelineExecutions", named));
        JsonNode token = page.path("nextToken");
        if (!token.isMissingNode()) {
            String next = "{\"pipelineName\":\"" + PIPELINE + "\",\"nextToken\":\"" + token.asString() + "\"}";
            byte[] _ = steps.time("ListPipelineExecutions, page 2", () -> client.send("ListPipelineExecutions", next));
        }
        String newest = page.path("pipelineExecutionSummaries")
                .get(0)
                .path("pipelineExecutionId")
                .asString();
        byte[] _ = steps.time("ListActionExecutions", () -> client.send("ListActionExecutions", named));
        byte[] _ = steps.time(
                "GetPipelineExecution",
                () -> client.send(
                        "GetPipelineExecution",
                        "{\"pipelineName\":\"" + PIPELINE + "\",\"pipelineExecutionId\":\"" + newest + "\"}"));
        byte[] _ = steps.time(
                "GetPipelineState", () -> client.send("GetPipelineState", Pipelines.named("name", PIPELINE)));
        byte[] _ = steps.time("ListPipelines", () -> client.send("ListPipelines", "{}"));
        var _ = steps.time("PollForJobs, empty", () -> jobs.poll(0));
        return true;
    }
}
