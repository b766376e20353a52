package dev.penstock.bench.scenario;

import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.measure.Operation;
import dev.penstock.bench.site.Site;
import java.util.concurrent.atomic.AtomicLong;

/** CreatePipeline, each with a new name; as always, that starts the pipeline and makes its first job. */
final class CreatePipelines implements Scenario {
    @Override
    public About about() {
        return new About("create", "CreatePipeline of three stages, which also starts each", "pipeline", 8);
    }

    @Override
    public Work prepare(Needs needs) {
        Site site = Pipelines.site(needs, false);
        AtomicLong number = new AtomicLong();
        return new Work() {
            @Override
            public Operation worker(int worker) {
                ApiClient client = site.customer(worker);
                return steps -> {
                    String name = "created-" + number.incrementAndGet();
                    Pipelines.create(client, name, Pipelines.THREE_STAGES);
                    return true;
                };
            }

            @Override
            public void close() {
                site.close();
            }
        };
    }
}
