package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.measure.Steps;
import dev.penstock.bench.site.PipelineFiller;
import dev.penstock.bench.site.Site;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What is asked of one pipeline, and of all together, beside many others of the account. */
final class ManyPipelines implements Scenario {
    private static final int WAIT_SECONDS = 5;

    @Override
    public About about() {
        return new About(
                "many-pipelines",
                "create, list, start, state and a job beside the pipelines of --pipelines",
                "look",
                1);
    }

    @Override
    public Work prepare(Needs needs) {
        Site site = Pipelines.site(needs, false);
        Pipelines.createAndRun(site, "one", List.of(Pipelines.SOURCE, Pipelines.BUILD));
        new PipelineFiller(needs.servers()).fill("one", needs.pipelines());
        AtomicLong number = new AtomicLong();
        return new Work() {
            @Override
            public Operation worker(int worker) {
                ApiClient client = site.customer(worker);
                JobCalls ofSource = site.worker(Pipelines.SOURCE, worker);
                JobCalls ofBuild = site.worker(Pipelines.BUILD, worker);
                return steps -> {
                    String name = "new-" + number.incrementAndGet();
                    String declared = Pipelines.declaration(name, List.of(Pipelines.SOURCE, Pipelines.BUILD));
                    return look(steps, client, declared, name, List.of(ofSource, ofBuild));
                };
            }

            @Override
            public void close() {
                site.close();
            }
        };
    }

    private static boolean look(Steps steps, ApiClient client, String declared, String name, List<JobCalls> workers) {
        byte[] _ = steps.time("CreatePipeline", () -> client.send("CreatePipeline", declared));
        steps.time("its first job", () -> workers.getFirst().finishNext(WAIT_SECONDS));
        steps.time("its second job", () -> workers.getLast().finishNext(WAIT_SECONDS));
        byte[] _ = steps.time("ListPipelines, 100", () -> client.send("ListPipelines", "{\"maxResults\":100}"));
        byte[] _ = steps.time("GetPipelineState", () -> client.send("GetPipelineState", Pipelines.named("name", name)));
        byte[] _ = steps.time("DeletePipeline", () -> client.send("DeletePipeline", Pipelines.named("name", name)));
        return true;
    }
}
