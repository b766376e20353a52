package dev.penstock.testkit;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.Sources;
import dev.penstock.server.data.FileTree;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.time.MovableClock;
import dev.penstock.store.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A Penstock server for tests, in the same process, on free ports and a folder of its own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PenstockExtension penstock = PenstockExtension.builder().movableClock().build();
 * }</pre>
 *
 * <p>In a static field one server serves all tests of the class; in an instance field each test has its own.
 */
public final class PenstockExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    /** Region of the clients that no region is named for. */
    public static final String REGION = "us-east-1";

    private static final String PROFILE = "penstock";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Map<String, String> settings;
    private final @Nullable MovableClock clock;
    private final boolean postgres;
    private final List<AutoCloseable> clients = new ArrayList<>();
    private @Nullable Path folder;
    private @Nullable PenstockServer server;
    private boolean wholeClass;

    private PenstockExtension(Builder builder) {
        this.settings = new HashMap<>(builder.settings);
        this.clock = builder.clock;
        this.postgres = builder.postgres;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What a server for tests may differ in. */
    public static final class Builder {
        private final Map<String, String> settings = new HashMap<>();
        private @Nullable MovableClock clock;
        private boolean postgres;

        private Builder() {}

        /** Sets a setting of the server, for example {@code jobs.ack-window} to {@code 5s}. */
        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** Gives the server a clock that stands still until the test moves it; it begins at the present time. */
        public Builder movableClock() {
            clock = new MovableClock(Instant.now());
            return this;
        }

        /** Keeps the state in a real PostgreSQL, started for these tests, instead of SQLite. */
        public Builder postgres() {
            postgres = true;
            return this;
        }

        /** The same, in a database of the test's own making: see {@link PostgresForTests#newDatabase}. */
        public Builder postgres(String jdbcUrl) {
            return setting("database.url", jdbcUrl);
        }

        public PenstockExtension build() {
            return new PenstockExtension(this);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        wholeClass = true;
        open();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!wholeClass) {
            open();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (!wholeClass) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    private void open() throws IOException {
        folder = Files.createTempDirectory("penstock-test");
        settings.put("server.port", "0");
        settings.put("server.s3-port", "0");
        if (postgres) {
            settings.put("database.url", PostgresForTests.newDatabase());
        }
        server = startServer(folder);
    }

    private PenstockServer startServer(Path path) {
        return PenstockServer.start(path.resolve("data"), Settings.of(settings), Sources.withClock(time()));
    }

    /** Stops the server and starts it again on the same folder. Ports change, so clients must be made anew. */
    public void restart() throws Exception {
        closeClients();
        server().close();
        server = startServer(Optional.ofNullable(folder).orElseThrow());
    }

    private void close() throws Exception {
        closeClients();
        if (server != null) {
            server.close();
            server = null;
        }
        if (folder != null) {
            delete(folder);
            folder = null;
        }
    }

    private void closeClients() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        clients.clear();
    }

    public PenstockServer server() {
        if (server == null) {
            throw new IllegalStateException("the server runs only during tests");
        }
        return server;
    }

    /**
     * The server's clock, to be moved.
     *
     * @throws IllegalStateException if the extension was built without {@link Builder#movableClock}
     */
    public MovableClock clock() {
        if (clock == null) {
            throw new IllegalStateException("build the extension with movableClock() to move its clock");
        }
        return clock;
    }

    public URI apiEndpoint() {
        return server().apiEndpoint();
    }

    public URI s3Endpoint() {
        return server().s3Endpoint();
    }

    /** The administrator's key, of account 111111111111, as the first start made it. */
    public Keys administrator() {
        Profile profile = ProfileFile.builder()
                .content(server().dataFolder().resolve("credentials"))
                .type(ProfileFile.Type.CREDENTIALS)
                .build()
                .profile(PROFILE)
                .orElseThrow();
        return new Keys(
                "111111111111",
                profile.property("aws_access_key_id").orElseThrow(),
                profile.property("aws_secret_access_key").orElseThrow());
    }

    /** The admin API, in the default region. */
    public Operator operator() {
        return new Operator(apiEndpoint(), administrator(), REGION, time());
    }

    /** Makes an account, and a key with all its rights. */
    public Keys newAccount(String accountId, String name) {
        Operator operator = operator();
        operator.createAccount(accountId, name);
        return operator.createAccessKey(accountId);
    }

    /** A client of the AWS SDK; closed with the server. */
    public CodePipelineClient codePipeline(Keys keys) {
        return codePipeline(keys, REGION);
    }

    public CodePipelineClient codePipeline(Keys keys, String region) {
        return codePipeline(keys, region, Duration.ZERO);
    }

    /** A client whose empty polls are held for a job this long: whole seconds, at most 20. */
    public CodePipelineClient codePipeline(Keys keys, String region, Duration pollWait) {
        CodePipelineClient client = CodePipelineClient.builder()
                .endpointOverride(apiEndpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(keys.credentials()))
                .overrideConfiguration(configuration -> {
                    configuration.addExecutionInterceptor(new ServerTime(time()));
                    if (pollWait.isPositive()) {
                        configuration.putHeader("X-Penstock-Wait", Long.toString(pollWait.toSeconds()));
                    }
                })
                .build();
        clients.add(client);
        return client;
    }

    private TimeSource time() {
        return clock == null ? TimeSource.system() : clock;
    }

    /** A client of the AWS SDK for the artifact store; closed with the server. */
    public S3Client s3(Keys keys) {
        return s3(keys.credentials());
    }

    /** A client with any credentials, for example those of a job. The artifact store checks signatures by real time. */
    public S3Client s3(AwsCredentials credentials) {
        S3Client client = S3Client.builder()
                .endpointOverride(s3Endpoint())
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        clients.add(client);
        return client;
    }

    /**
     * Waits until the condition holds, looking whenever the pipeline changes. Give the test a timeout: on a clock that
     * stands still nothing else ends the wait.
     *
     * @param pipelineName of the keys' account, in the default region
     */
    public void awaitPipeline(Keys keys, String pipelineName, BooleanSupplier condition) {
        Store store = server().store();
        String id = store.read(tx -> tx.pipelines().find(keys.accountId(), REGION, pipelineName))
                .orElseThrow()
                .ref()
                .id();
        Instant until = time().instant().plus(LONGEST_WAIT);
        try {
            for (long seen = changes(store, id); !condition.getAsBoolean(); seen = changes(store, id)) {
                if (!store.signals().await(Topics.pipeline(id), seen, until)) {
                    throw new IllegalStateException("the pipeline " + pipelineName + " did not get there in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the pipeline " + pipelineName + " was awaited", e);
        }
    }

    private static long changes(Store store, String pipelineId) {
        return store.signals().version(Topics.pipeline(pipelineId));
    }

    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the test's folder " + folder + " could not be deleted", e);
        }
    }
}
