package dev.penstock.bench.crash;

import dev.penstock.bench.crash.call.Api;
import dev.penstock.bench.crash.call.Keys;
import dev.penstock.bench.crash.fault.Database;
import dev.penstock.bench.crash.fault.FaultKind;
import dev.penstock.bench.crash.fault.Faults;
import dev.penstock.bench.crash.fault.ServerNode;
import dev.penstock.bench.crash.fault.SettableClock;
import dev.penstock.bench.crash.fault.SharedS3;
import dev.penstock.bench.crash.fault.WorkerProcess;
import dev.penstock.bench.crash.record.Outcome;
import dev.penstock.bench.crash.town.Blueprints;
import dev.penstock.bench.crash.town.Town;
import dev.penstock.cli.AwsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Database, servers, town and workers of a run, all up when it is set. */
final class Scene implements AutoCloseable {
    /** Short, so that much can lapse in a run. */
    static final Duration ACKNOWLEDGEMENT_WINDOW = Duration.ofSeconds(3);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<ServerNode> nodes = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Database database;
    private final @Nullable SharedS3 s3;
    private final Town town;

    private Scene(Plan plan) {
        database = add(plan.postgres() ? Database.Postgres.start(plan.folder()) : new Database.Sqlite());
        try {
            s3 = plan.postgres() ? add(SharedS3.start(plan.folder())) : null;
            boolean fillable = Faults.possible(plan.faults(), database).contains(FaultKind.DISK);
            for (int i = 0; i < plan.nodes(); i++) {
                ServerNode node = add(new ServerNode(i, plan.folder(), settings(plan), clock(plan, i), fillable));
                node.start();
                nodes.add(node);
            }
            town = town(plan);
            for (int i = 0; i < plan.workers(); i++) {
                WorkerProcess worker = new WorkerProcess(i, plan.folder());
                worker.start();
                workers.add(add(worker));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Scene set(Plan plan) {
        return new Scene(plan);
    }

    private <T extends AutoCloseable> T add(T part) {
        open.add(part);
        return part;
    }

    private static @Nullable SettableClock clock(Plan plan, int node) {
        return plan.faults().contains(FaultKind.CLOCK)
                ? SettableClock.on(plan.folder().resolve("clock-" + node))
                : null;
    }

    private Map<String, String> settings(Plan plan) {
        Map<String, String> settings = new HashMap<>(database.settings());
        if (s3 != null) {
            settings.putAll(s3.settings());
        }
        settings.put("jobs.ack-window", ACKNOWLEDGEMENT_WINDOW.toSeconds() + "s");
        settings.put("jobs.continuation-delay", "300ms");
        settings.put("jobs.custom-action-timeout", plan.actionTimeout().toSeconds() + "s");
        settings.put("jobs.third-party-action-timeout", plan.actionTimeout().toSeconds() + "s");
        settings.put("workers.lease", "3s");
        settings.put("events.retained", "10000000");
        return settings;
    }

    private Town town(Plan plan) {
        AwsFiles.Access administrator = AwsFiles.in(nodes.getFirst().data()).require(AwsFiles.ADMINISTRATOR);
        Keys keys = new Keys(
                administrator.credentials().accessKeyId(),
                administrator.credentials().secretAccessKey());
        List<URI> apis = nodes.stream().map(ServerNode::api).toList();
        URI artifacts = s3 == null ? nodes.getFirst().s3() : s3.endpoint();
        Town founded;
        try (Api admin = new Api(apis, keys)) {
            founded = Town.found(
                    apis,
                    artifacts,
                    plan.forgetfulness(),
                    (operation, input) -> must(admin, Api.ADMIN, operation, input));
        }
        makeBuckets(artifacts, s3 == null ? founded.customer() : s3.keys());
        try (Api customer = founded.asCustomer()) {
            for (JsonNode type : Blueprints.customTypes()) {
                must(customer, Api.CODE_PIPELINE, "CreateCustomActionType", type);
            }
            for (String pipeline : Blueprints.PIPELINES) {
                must(customer, Api.CODE_PIPELINE, "CreatePipeline", Blueprints.pipeline(pipeline));
            }
        }
        founded.write(plan.folder().resolve("town.json"));
        return founded;
    }

    private static JsonNode must(Api api, String service, String operation, JsonNode input) {
        Outcome outcome =
                api.send(0, service, operation, input, UUID.randomUUID().toString(), Duration.ZERO);
        if (outcome instanceof Outcome.Answered(JsonNode body)) {
            return body;
        }
        throw new IllegalStateException("the town cannot be founded: " + operation + ": " + outcome);
    }

    private static void makeBuckets(URI s3, Keys keys) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(s3)
                .region(Region.of(Api.REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.id(), keys.secret())))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.createBucket(r -> r.bucket(Town.BUCKET));
            client.createBucket(r -> r.bucket(Town.SITE));
        }
    }

    Database database() {
        return database;
    }

    List<ServerNode> nodes() {
        return nodes;
    }

    List<WorkerProcess> workers() {
        return workers;
    }

    Town town() {
        return town;
    }

    @Override
    public void close() {
        for (AutoCloseable part : open.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("crash: " + part + " did not end: " + e);
            }
        }
    }
}
