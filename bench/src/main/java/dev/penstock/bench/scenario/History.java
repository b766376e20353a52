package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.HistoryFiller;
import dev.penstock.bench.site.Site;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What a person or a console reads, and an empty poll, on a pipeline with many past executions. */
final class History implements Scenario {
    private static final String PIPELINE = "history";

    @Override
    public About about() {
        return new About("history", "state, lists and polls over the past executions of --history", "look", 1);
    }

    @Override
    public Work prepare(Needs needs) {
        Site site = Pipelines.site(needs, false);
        Pipelines.createAndRun(site, PIPELINE, Pipelines.THREE_STAGES);
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
