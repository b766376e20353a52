package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
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
    public String name() {
        return "many-pipelines";
    }

    @Override
    public String summary() {
        return "create, list, start, state and a job beside the pipelines of --pipelines";
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
        Site site = new Site(needs.servers(), false);
        ActionTypeName source = ActionTypeName.custom("Source", "BenchSource");
        ActionTypeName build = ActionTypeName.custom("Build", "BenchBuild");
        site.register(source);
        site.register(build);
        ApiClient customer = site.customer(0);
        byte[] _ = customer.send("CreatePipeline", Pipelines.declaration("one", List.of(source, build)));
        JobCalls sources = site.worker(source, 0);
        finish(sources);
        finish(site.worker(build, 0));
        new PipelineFiller(needs.servers()).fill("one", needs.pipelines());
        AtomicLong number = new AtomicLong();
        return new Work() {
            @Override
            public Operation worker(int worker) {
                ApiClient client = site.customer(worker);
                JobCalls ofSource = site.worker(source, worker);
                JobCalls ofBuild = site.worker(build, worker);
                return steps -> {
                    String name = "new-" + number.incrementAndGet();
                    String declared = Pipelines.declaration(name, List.of(source, build));
                    return look(steps, client, declared, name, List.of(ofSource, ofBuild));
                };
            }

            @Override
            public void close() {
                site.close();
            }
        };
    }

    private static void finish(JobCalls jobs) {
        WorkedJob job = jobs.poll(WAIT_SECONDS).orElseThrow();
        jobs.acknowledge(job);
        jobs.succeed(job);
    }

    private static boolean look(Steps steps, ApiClient client, String declared, String name, List<JobCalls> workers) {
        byte[] _ = steps.time("CreatePipeline", () -> client.send("CreatePipeline", declared));
        steps.time("its first job", () -> finish(workers.getFirst()));
        steps.time("its second job", () -> finish(workers.getLast()));
        byte[] _ = steps.time("ListPipelines, 100", () -> client.send("ListPipelines", "{\"maxResults\":100}"));
        byte[] _ = steps.time("GetPipelineState", () -> client.send("GetPipelineState", Pipelines.named("name", name)));
        byte[] _ = steps.time("DeletePipeline", () -> client.send("DeletePipeline", Pipelines.named("name", name)));
        return true;
    }
}
