package dev.penstock.testkit;

import dev.penstock.artifacts.credentials.SessionTokens;
import dev.penstock.artifacts.endpoint.AccountKey;
import dev.penstock.artifacts.endpoint.EmbeddedS3;
import dev.penstock.artifacts.endpoint.EmbeddedS3Settings;
import dev.penstock.artifacts.endpoint.Permissions;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.time.MovableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Servers on one PostgreSQL database and one S3 store. */
final class Nodes implements AutoCloseable {
    private static final String KEY_ID = "AKIAEXTERNALSTORE001";
    private static final String SECRET = "secret-of-the-external-store";

    private final Path folder;
    private final String databaseUrl = PostgresForTests.newDatabase();
    private final EmbeddedS3 store;
    private final List<Node> nodes = new ArrayList<>();

    Nodes(Path folder) throws IOException {
        this.folder = folder;
        this.store = EmbeddedS3.start(
                EmbeddedS3Settings.loopback(folder.resolve("store"), 0),
                id -> id.equals(KEY_ID)
                        ? Optional.of(new AccountKey("111111111111", SECRET, Permissions.ALL))
                        : Optional.empty(),
                new SessionTokens(new byte[32]),
                job -> Optional.empty(),
                InstantSource.system());
    }

    /** Starts one more. */
    Node start(MovableClock clock) {
        return start(clock, Map.of());
    }

    Node start(MovableClock clock, Map<String, String> more) {
        URI database = URI.create(databaseUrl.substring("jdbc:".length()));
        Cable toDatabase = new Cable(database.getPort());
        Cable toStore = new Cable(store.uri().getPort());
        Map<String, String> settings = new HashMap<>(Map.of(
                "database.url",
                databaseUrl.replace(":" + database.getPort() + "/", ":" + toDatabase.port() + "/"),
                "database.key-file",
                folder.resolve("penstock.key").toString(),
                "s3.endpoint",
                "http://127.0.0.1:" + toStore.port(),
                "s3.access-key-id",
                KEY_ID,
                "s3.secret-access-key",
                SECRET,
                "s3.hand-out-keys",
                "true",
                "events.allowed-networks",
                "127.0.0.1/32"));
        settings.putAll(more);
        Node node = new Node(folderOfNext(), clock, toDatabase, toStore, settings);
        nodes.add(node);
        return node;
    }

    /** Data folder of the node that is started next. */
    Path folderOfNext() {
        return folder.resolve("node" + nodes.size());
    }

    String databaseUrl() {
        return databaseUrl;
    }

    /** The store itself, past all cables. */
    S3Client s3() {
        return S3Client.builder()
                .endpointOverride(store.uri())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET)))
                .build();
    }

    /** Waits until the condition holds, looking whenever one of these nodes changes the pipeline. */
    static void await(List<Node> writers, Keys keys, String pipelineName, BooleanSupplier condition)
            throws InterruptedException {
        Store any = writers.getFirst().server.store();
        String topic = Topics.pipeline(
                any.read(tx -> tx.pipelines().find(keys.accountId(), PenstockExtension.REGION, pipelineName))
                        .orElseThrow()
                        .ref()
                        .id());
        Semaphore changes = new Semaphore(0);
        List<Thread> watchers = new ArrayList<>();
        for (Node writer : writers) {
            Store store = writer.server.store();
            long first = store.signals().version(topic);
            watchers.add(Thread.ofVirtual().start(() -> {
                try {
                    long seen = first;
                    while (true) {
                        store.signals().await(topic, seen, Instant.MAX);
                        seen = store.signals().version(topic);
                        changes.release();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        while (!condition.getAsBoolean()) {
            changes.acquire();
        }
        watchers.forEach(Thread::interrupt);
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        store.close();
    }
}
