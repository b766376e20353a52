package dev.penstock.server;

import dev.penstock.artifacts.endpoint.EmbeddedS3Settings;
import dev.penstock.providers.aws.AwsClients;
import dev.penstock.providers.commands.CommandRuns;
import dev.penstock.server.auth.AccessKeyCache;
import dev.penstock.server.data.DataFolder;
import dev.penstock.server.http.Admission;
import dev.penstock.server.http.BodyMemory;
import dev.penstock.server.http.HttpSettings;
import dev.penstock.server.http.RequestBodies;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.server.settings.AwsSettings;
import dev.penstock.server.settings.CommandsSettings;
import dev.penstock.server.settings.ServerSettings;
import dev.penstock.server.settings.Settings;
import dev.penstock.server.settings.SettingsException;
import dev.penstock.server.storage.ArtifactStorage;
import dev.penstock.server.storage.DerivedSecrets;
import dev.penstock.server.tasks.HistoryPurge;
import dev.penstock.server.tasks.JobPurge;
import dev.penstock.server.webhooks.AddressRange;
import dev.penstock.server.webhooks.SenderAddress;
import dev.penstock.server.webhooks.WebhookDeliveries;
import dev.penstock.server.webhooks.WebhookEndpoint;
import dev.penstock.store.Store;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Parts of a server as its settings want them. */
final class Configured {
    /** One input artifact of commands, packed; S3 copies no larger object in one request (spec jobs 17.3). */
    private static final long LARGEST_ARTIFACT = 5L << 30;

    /** What the input artifacts of one run of commands may unpack to. */
    private static final long MOST_UNPACKED = 10L << 30;

    /** How long a request waits for a place when too many come. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Who probes asks once, and every few seconds anew. */
    private static final Duration IDLE_PROBE = Duration.ofSeconds(5);

    private static final int PROBES = 100;

    /** How many accounts, webhooks or senders are counted apart at a time. */
    private static final int MOST_BUCKETS = 10_000;

    private final Settings settings;
    private final DataFolder folder;
    private final Sources sources;

    Configured(Settings settings, DataFolder folder, Sources sources) {
        this.settings = settings;
        this.folder = folder;
        this.sources = sources;
    }

    /** Where artifacts are: an S3 store outside, or one within the server. */
    ArtifactStorage storage(Store store, DerivedSecrets secrets, String region) {
        Duration lifetime = settings.jobs().artifactCredentialsLifetime();
        String external = settings.s3().endpoint();
        if (external != null) {
            return ArtifactStorage.external(settings.s3(), URI.create(external), lifetime);
        }
        EmbeddedS3Settings embedded = new EmbeddedS3Settings(
                folder.folder(DataFolder.OBJECTS),
                settings.server().bind(),
                settings.server().s3Port(),
                List.of("localhost"));
        return ArtifactStorage.embedded(
                embedded, region, store, secrets.of("artifact credentials"), lifetime, sources.clock());
    }

    /** Forgets what is older than it is kept. */
    Runnable purge(Store store, Optional<CommandRuns> commands) {
        InstantSource clock = sources.clock();
        JobPurge jobs = new JobPurge(store, clock, settings.jobs().terminalRetention());
        HistoryPurge history = new HistoryPurge(store, clock, settings.tasks().historyRetention());
        Duration logs = settings.commands().logRetention();
        return () -> {
            jobs.run();
            history.run();
            commands.ifPresent(runs -> runs.forget(clock.instant().minus(logs)));
        };
    }

    /** Clients of AWS, if its services may be called. */
    Optional<AwsClients> aws(OpenParts parts) {
        AwsSettings aws = settings.aws();
        return aws.enabled() ? Optional.of(parts.add(new AwsClients(aws.access()))) : Optional.empty();
    }

    /** Where commands run, if they may. */
    Optional<CommandRuns> commands() {
        CommandsSettings commands = settings.commands();
        return commands.enabled()
                ? Optional.of(CommandRuns.open(
                        folder.folder("runs"),
                        folder.folder(DataFolder.LOGS),
                        new CommandRuns.Limits(LARGEST_ARTIFACT, MOST_UNPACKED, commands.logBytes())))
                : Optional.empty();
    }

    /** How often each account may call. */
    TokenBuckets throttle() {
        int rate = settings.limits().requestRate();
        return new TokenBuckets(rate, rate * 2, MOST_BUCKETS, sources.clock());
    }

    /** Where webhooks are received. */
    WebhookEndpoint webhooks(Store store, PipelineSteps steps, RequestBodies bodies) {
        int rate = settings.limits().webhookRate();
        List<AddressRange> proxies = settings.server().trustedProxies().stream()
                .map(text -> AddressRange.parse(text)
                        .orElseThrow(
                                () -> new SettingsException("The setting 'server.trusted-proxies' must list address"
                                        + " ranges such as 10.0.0.0/8, but has '" + text + "'.")))
                .toList();
        return new WebhookEndpoint(
                new WebhookDeliveries(
                        store, steps, sources.clock(), new TokenBuckets(rate, rate * 5, MOST_BUCKETS, sources.clock())),
                bodies,
                new SenderAddress(proxies),
                new TokenBuckets(rate * 10, rate * 50, MOST_BUCKETS, sources.clock()));
    }

    /** How many requests are worked on, and how many polls are held, at a time. Crowds get half of the processors. */
    Admission admission() {
        return new Admission(
                settings.limits().concurrentRequests(),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                settings.limits().parkedPolls(),
                PATIENCE);
    }

    /** The API and whatever else is at its port. */
    HttpSettings api() {
        ServerSettings server = settings.server();
        return new HttpSettings(
                "The API",
                "--port",
                server.bind(),
                server.port(),
                server.idleTimeout(),
                server.drainTimeout(),
                settings.limits().connections());
    }

    /** Probes, at a port of their own, if there is to be one. */
    Optional<HttpSettings> probes() {
        ServerSettings server = settings.server();
        return Optional.ofNullable(server.healthPort())
                .map(port -> new HttpSettings(
                        "The port for probes",
                        "--set server.health-port=PORT",
                        server.bind(),
                        port,
                        IDLE_PROBE,
                        Duration.ZERO,
                        PROBES));
    }

    /** Reads what is sent, within an eighth of the heap for all that is large. */
    RequestBodies bodies() {
        int largest = settings.limits().requestBytes();
        return new RequestBodies(
                largest,
                settings.server().bodyTimeout(),
                new BodyMemory(Math.max(Runtime.getRuntime().maxMemory() / 8, 2L * largest), PATIENCE),
                sources.clock());
    }

    /** Who signs with which key, remembered for a moment. */
    AccessKeyCache accessKeys(Store store) {
        return new AccessKeyCache(id -> store.read(tx -> tx.accessKeys().find(id)), PATIENCE, sources.clock());
    }
}
