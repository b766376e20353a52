package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.Site;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The life of a pipeline's declaration: create, read, change, look at its state, delete. */
final class Crud implements Scenario {
    @Override
    public About about() {
        return new About("crud", "create, get, update, state and delete of a pipeline", "life", 8);
    }

    @Override
    public Work prepare(Needs needs) {
        Site site = Pipelines.site(needs, false);
        AtomicLong number = new AtomicLong();
        return new Work() {
            @Override
            public Operation worker(int worker) {
                ApiClient client = site.customer(worker);
                return steps -> life(steps, client, "crud-" + number.incrementAndGet());
            }

            @Override
            public void close() {
                site.close();
            }
        };
    }

    private static boolean life(Steps steps, ApiClient client, String name) {
        String declared = Pipelines.declaration(name, Pipelines.THREE_STAGES);
        String changed = Pipelines.declaration(
                name, List.of(Pipelines.SOURCE, Pipelines.BUILD, Pipelines.BUILD, Pipelines.BUILD));
        byte[] _ = steps.time("1 CreatePipeline", () -> client.send("CreatePipeline", declared));
        byte[] _ = steps.time("2 GetPipeline", () -> client.send("GetPipeline", Pipelines.named("name", name)));
        byte[] _ = steps.time("3 UpdatePipeline", () -> client.send("UpdatePipeline", changed));
        byte[] _ =
                steps.time("4 GetPipelineState", () -> client.send("GetPipelineState", Pipelines.named("name", name)));
        byte[] _ = steps.time(
                "5 ListPipelineExecutions",
                () -> client.send("ListPipelineExecutions", Pipelines.named("pipelineName", name)));
        byte[] _ = steps.time("6 DeletePipeline", () -> client.send("DeletePipeline", Pipelines.named("name", name)));
        return true;
    }
}
