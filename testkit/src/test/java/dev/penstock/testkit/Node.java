package dev.penstock.testkit;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.Sources;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.time.MovableClock;
import dev.penstock.store.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** One of several servers on a database and an S3 store, with cables to both. */
final class Node implements AutoCloseable {
    final MovableClock clock;
    final Cable database;
    final Cable s3;
    final PenstockServer server;
    private final ConcurrentMap<String, Semaphore> parked = new ConcurrentHashMap<>();
    private final List<CodePipelineClient> clients = new ArrayList<>();

    /** The node's clock, which tells when a request waits for something. */
    private final class Watched implements TimeSource {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller loops
        public void await(Condition condition, Instant until) throws InterruptedException {
            String thread = Thread.currentThread().getName();
            parked(thread.startsWith("request-") ? "request" : thread).release();
            clock.await(condition, until);
        }

        @Override
        public void onMoved(Runnable listener) {
            clock.onMoved(listener);
        }
    }

    Node(Path folder, MovableClock clock, Cable database, Cable s3, Map<String, String> settings) {
        this.clock = clock;
        this.database = database;
        this.s3 = s3;
        Map<String, String> all = new HashMap<>(settings);
        all.put("server.port", "0");
        all.put("server.s3-port", "0");
        this.server = PenstockServer.start(folder, Settings.of(all), Sources.withClock(new Watched()));
    }

    CodePipelineClient codePipeline(Keys keys) {
        return codePipeline(keys, Duration.ZERO);
    }

    CodePipelineClient codePipeline(Keys keys, Duration pollWait) {
        CodePipelineClient client = CodePipelineClient.builder()
                .endpointOverride(server.apiEndpoint())
                .region(Region.of(PenstockExtension.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(keys.credentials()))
                .overrideConfiguration(configuration -> {
                    configuration.addExecutionInterceptor(new ServerTime(clock));
                    configuration.putHeader("X-Penstock-Wait", Long.toString(pollWait.toSeconds()));
                })
                .build();
        clients.add(client);
        return client;
    }

    Keys administrator() {
        Profile profile = ProfileFile.builder()
                .content(server.dataFolder().resolve("credentials"))
                .type(ProfileFile.Type.CREDENTIALS)
                .build()
                .profile("penstock")
                .orElseThrow();
        return new Keys(
                "111111111111",
                profile.property("aws_access_key_id").orElseThrow(),
                profile.property("aws_secret_access_key").orElseThrow());
    }

    Operator operator() {
        return new Operator(server.apiEndpoint(), administrator(), PenstockExtension.REGION, clock);
    }

    /** Waits until one more request waits for something to happen. */
    void awaitParkedRequest() throws InterruptedException {
        awaitParked("request");
    }

    /** Waits until the thread of that name waits for something once more. */
    void awaitParked(String thread) throws InterruptedException {
        parked(thread).acquire();
    }

    private Semaphore parked(String thread) {
        return parked.computeIfAbsent(thread, name -> new Semaphore(0));
    }

    /** As far as others can tell, the node is dead: it reaches neither the database nor the store. */
    void die() {
        database.cut();
        s3.cut();
    }

    @Override
    public void close() throws IOException {
        clients.forEach(CodePipelineClient::close);
        database.mend();
        s3.mend();
        server.close();
        database.close();
        s3.close();
    }
}
