package dev.penstock.server;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.providers.ActionProvider;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.providers.commands.CommandRuns;
import dev.penstock.providers.s3.S3Deploy;
import dev.penstock.providers.s3.S3Source;
import dev.penstock.server.admin.AccessKeyMaker;
import dev.penstock.server.admin.AccountOperations;
import dev.penstock.server.admin.AdminService;
import dev.penstock.server.admin.AdmissionOperations;
import dev.penstock.server.admin.EventSubscriptionOperations;
import dev.penstock.server.admin.ExplainOperations;
import dev.penstock.server.admin.FirstAdministrator;
import dev.penstock.server.admin.JobQueueOperations;
import dev.penstock.server.admin.PartnerOperations;
import dev.penstock.server.auth.AccessKeyCache;
import dev.penstock.server.auth.SignatureVerifier;
import dev.penstock.server.data.DataFolder;
import dev.penstock.server.data.ProfileFiles;
import dev.penstock.server.events.EventStream;
import dev.penstock.server.events.EventStreamEndpoint;
import dev.penstock.server.events.EventTelling;
import dev.penstock.server.http.Access;
import dev.penstock.server.http.Admission;
import dev.penstock.server.http.ApiEndpoint;
import dev.penstock.server.http.ApiService;
import dev.penstock.server.http.Health;
import dev.penstock.server.http.HttpServer;
import dev.penstock.server.http.RequestBodies;
import dev.penstock.server.http.Routes;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.server.iam.Authorizer;
import dev.penstock.server.operations.ActionTypeDeclarations;
import dev.penstock.server.operations.ActionTypeOperations;
import dev.penstock.server.operations.ApprovalOperations;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.CodePipelineService;
import dev.penstock.server.operations.DeployTargetOperations;
import dev.penstock.server.operations.ExecutionOperations;
import dev.penstock.server.operations.JobOperations;
import dev.penstock.server.operations.JobResults;
import dev.penstock.server.operations.NextTokens;
import dev.penstock.server.operations.OperationHandlers;
import dev.penstock.server.operations.PipelineOperations;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.server.operations.Polls;
import dev.penstock.server.operations.RuleOperations;
import dev.penstock.server.operations.StageOperations;
import dev.penstock.server.operations.StateOperations;
import dev.penstock.server.operations.TagOperations;
import dev.penstock.server.operations.ThirdPartyJobOperations;
import dev.penstock.server.operations.WebhookOperations;
import dev.penstock.server.operations.WebhookRegistrations;
import dev.penstock.server.settings.DatabaseSettings;
import dev.penstock.server.settings.JobSettings;
import dev.penstock.server.settings.ServerSettings;
import dev.penstock.server.settings.Settings;
import dev.penstock.server.storage.ArtifactStorage;
import dev.penstock.server.storage.DerivedSecrets;
import dev.penstock.server.tasks.BackgroundTasks;
import dev.penstock.server.tasks.SourcePolling;
import dev.penstock.server.webhooks.GitHubHooks;
import dev.penstock.server.workers.JobPerformer;
import dev.penstock.server.workers.ProviderPerformer;
import dev.penstock.server.workers.RulePerformer;
import dev.penstock.server.workers.RulePerformers;
import dev.penstock.server.workers.TimeoutSweep;
import dev.penstock.server.workers.Workers;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A running server. {@link #start} is the list of what a server is, wired by hand. Thread-safe. */
public final class PenstockServer implements AutoCloseable {
    private static final String REGION = "us-east-1";

    private final OpenParts parts;
    private final Store store;
    private final EventStream events;
    private final ApiService codePipeline;
    private final Path dataFolder;
    private final URI apiEndpoint;
    private final URI s3Endpoint;

    private PenstockServer(
            OpenParts parts,
            Store store,
            EventStream events,
            ApiService codePipeline,
            Path dataFolder,
            URI apiEndpoint,
            URI s3Endpoint) {
        this.events = events;
        this.codePipeline = codePipeline;
        this.parts = parts;
        this.store = store;
        this.dataFolder = dataFolder;
        this.apiEndpoint = apiEndpoint;
        this.s3Endpoint = s3Endpoint;
    }

    /** Starts a server on the machine's clock and randomness. */
    public static PenstockServer start(Path dataFolder, Settings settings) {
        return start(dataFolder, settings, Sources.system());
    }

    /**
     * Starts a server; when this returns, it answers.
     *
     * @param dataFolder made if it is not there; one server at a time
     * @throws dev.penstock.server.data.DataFolderInUseException if another server has the folder
     * @throws dev.penstock.server.settings.SettingsException if a setting cannot be used
     * @throws IllegalStateException if the database or a port cannot be used; the text says what to do
     */
    public static PenstockServer start(Path dataFolder, Settings settings, Sources sources) {
        OpenParts parts = new OpenParts();
        try {
            return start(parts, dataFolder, settings, sources);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static PenstockServer start(OpenParts parts, Path path, Settings settings, Sources sources) {
        ServerSettings server = settings.server();
        JobSettings jobs = settings.jobs();
        EngineSettings engineSettings = jobs.engine();

        DataFolder folder = parts.add(DataFolder.open(path));
        Configured configured = new Configured(settings, folder, sources);
        dev.penstock.store.DatabaseSettings database = database(settings.database(), folder);
        Store store = parts.add(Stores.open(database, sources.clock()));
        DerivedSecrets secrets = DerivedSecrets.of(database.keyFile());
        AccessKeyMaker keys = new AccessKeyMaker(sources.clock(), sources.secrets());
        ProfileFiles profile = new ProfileFiles(folder);
        new FirstAdministrator(store, sources.clock(), keys).ensure(profile, settings.administrator());

        ArtifactStorage storage = parts.add(configured.storage(store, secrets, REGION));

        List<ActionType> builtIn = BuiltInActionTypes.list();
        ClientPairs clients = new ClientPairs(sources.clock(), sources.ids(), sources.secrets());
        PipelineSteps steps = new PipelineSteps(
                new Engine(),
                sources.clock(),
                sources.ids(),
                sources.random(),
                engineSettings,
                key -> builtIn.stream().filter(type -> type.key().equals(key)).findFirst(),
                clients);
        JobResults results = new JobResults(store, steps, sources.clock(), engineSettings);
        Admission admission = configured.admission();
        Polls polls = new Polls(store, sources.clock(), engineSettings, admission);

        Optional<CommandRuns> commands = configured.commands();
        BackgroundTasks tasks = parts.add(BackgroundTasks.start(
                store,
                sources.clock(),
                sources.ids().get(),
                settings.tasks(),
                configured.purge(store, commands),
                new SourcePolling(
                        store,
                        steps,
                        storage.clients()::forAccount,
                        sources.clock(),
                        settings.tasks().pollIdleLimit())));

        NextTokens nextTokens = new NextTokens(secrets.of("next tokens"));
        ActionTypeDeclarations declarations = new ActionTypeDeclarations(jobs.thirdPartyActionTimeout());
        OperationHandlers handlers = new OperationHandlers();
        new PipelineOperations(
                        store,
                        steps,
                        nextTokens,
                        sources.ids(),
                        settings.limits().pipelines(),
                        tasks::pollSoon)
                .register(handlers);
        new ExecutionOperations(store, steps, nextTokens).register(handlers);
        new StateOperations(store, steps).register(handlers);
        new StageOperations(store, steps).register(handlers);
        new RuleOperations(store, nextTokens).register(handlers);
        new DeployTargetOperations(store, nextTokens).register(handlers);
        new TagOperations(store, nextTokens).register(handlers);
        AtomicReference<URI> listening = new AtomicReference<>();
        Supplier<URI> publicUrl = () -> server.publicUrl() == null ? listening.get() : URI.create(server.publicUrl());
        new WebhookOperations(
                        store,
                        steps,
                        nextTokens,
                        sources.secrets(),
                        settings.limits().webhooks(),
                        publicUrl)
                .register(handlers);
        new WebhookRegistrations(store, steps, new GitHubHooks(URI.create(server.gitHubApi())), publicUrl)
                .register(handlers);
        new ApprovalOperations(store, steps, sources.clock()).register(handlers);
        new JobOperations(store, sources.clock(), engineSettings, polls, results, storage.credentials())
                .addTo(handlers);
        new ThirdPartyJobOperations(store, sources.clock(), engineSettings, polls, results, storage.credentials())
                .addTo(handlers);
        new ActionTypeOperations(
                        store,
                        nextTokens,
                        builtIn,
                        declarations,
                        new ActionTypeOperations.Options(
                                settings.limits().customActionTypes(),
                                jobs.customActionTimeout(),
                                server.registerByUpdate()))
                .addTo(handlers);
        Authorizer authorizer = new Authorizer(arn -> store.read(tx -> tx.tags().of(arn)));
        AccessKeyCache accessKeys = configured.accessKeys(store);
        TokenBuckets throttle = configured.throttle();
        CodePipelineService codePipeline = new CodePipelineService(handlers, authorizer, throttle, jobs.pollWait());
        AdminService admin = new AdminService(
                throttle,
                new AccountOperations(store, sources.clock(), keys, accessKeys::forget),
                new PartnerOperations(store, declarations, clients, jobs.clientTokenGrace()),
                new AdmissionOperations(store, steps),
                new EventSubscriptionOperations(store, sources.clock(), sources.ids()),
                new ExplainOperations(store, sources.clock(), authorizer, polls),
                new JobQueueOperations(store, authorizer, polls));

        parts.add(TimeoutSweep.start(store, steps, sources.clock()));
        if (settings.database().url() == null) {
            // Nobody else works on this database, so what was under way when the server died need not wait for its
            // lease. And a power failure may have undone that jobs were given out.
            store.write(tx -> {
                tx.deliveries().releaseAll();
                tx.jobs().skipNonces();
                return tx.jobs().requeueServerJobs(sources.clock().instant());
            });
        }
        parts.add(EventTelling.start(store, sources.clock(), sources.ids().get(), settings.events(), sources.random()));
        Path scratch = folder.folder("scratch");
        Map<String, JobPerformer> performers = new LinkedHashMap<>();
        for (ActionProvider provider : List.of(new S3Source(), new S3Deploy())) {
            performers.put(
                    queue(builtIn, provider),
                    new ProviderPerformer(provider, store, steps, storage.clients(), scratch));
        }
        performers.putAll(RulePerformers.byQueue(
                configured.aws(parts),
                commands,
                rule -> new RulePerformer(rule, storage.clients(), storage.credentials(), sources.clock())));
        parts.add(Workers.start(performers, settings.workers(), store, results, sources.clock()));

        SignatureVerifier signatures = new SignatureVerifier(accessKeys, sources.clock(), server.explainSignatures());
        RequestBodies bodies = configured.bodies();
        AtomicBoolean stopping = new AtomicBoolean();
        Routes routes = new Routes()
                .add(
                        HandlerType.POST,
                        "/",
                        new Access.SignedApi(),
                        new ApiEndpoint(signatures, bodies, admission, List.of(codePipeline, admin)));
        configured.webhooks(store, steps, bodies).addTo(routes);
        EventStream stream = new EventStream(store, sources.clock());
        new EventStreamEndpoint(stream, signatures, authorizer, sources.clock()).addTo(routes);
        Health health = new Health(() -> listening.get() != null && !stopping.get() && answers(store));
        health.addTo(routes);
        // Before the API, so that probes find it until the API is down.
        configured.probes().ifPresent(probes -> {
            Routes alone = new Routes();
            health.addTo(alone);
            parts.add(HttpServer.start(probes, alone, sources.ids(), sources.clock()));
        });
        HttpServer http = parts.add(HttpServer.start(configured.api(), routes, sources.ids(), sources.clock()));
        // Not before the delay is over: whoever is sent away during it comes back here, again and again.
        parts.add(() -> {
            polls.drain();
            stream.end();
        });
        parts.add(() -> {
            stopping.set(true);
            await(store, sources.clock().instant().plus(server.stopDelay()));
        });

        URI apiEndpoint = endpoint(server.bind(), http.port());
        listening.set(apiEndpoint);
        profile.writeConfig(REGION, apiEndpoint, storage.endpoint());
        return new PenstockServer(parts, store, stream, codePipeline, folder.path(), apiEndpoint, storage.endpoint());
    }

    private static dev.penstock.store.DatabaseSettings database(DatabaseSettings settings, DataFolder folder) {
        Path keyFile = keyFile(settings, folder.path());
        String url = settings.url();
        return url == null
                ? dev.penstock.store.DatabaseSettings.sqlite(folder.privateFile(DataFolder.DATABASE), keyFile)
                : new dev.penstock.store.DatabaseSettings(
                        url, settings.user(), settings.password(), keyFile, settings.readUrl());
    }

    /** The key that encrypts secrets in the database of a server with these settings in this folder. */
    public static Path keyFile(DatabaseSettings settings, Path dataFolder) {
        return Optional.ofNullable(settings.keyFile()).map(Path::of).orElse(dataFolder.resolve(DataFolder.KEY));
    }

    /** Queues of the server's own workers are the same for all accounts and regions. */
    private static String queue(List<ActionType> builtIn, ActionProvider provider) {
        return builtIn.stream()
                .filter(type -> type.key().equals(provider.actionType()))
                .findFirst()
                .orElseThrow()
                .queue(FirstAdministrator.ACCOUNT, REGION);
    }

    /** While load balancers notice that the server is not ready, it goes on answering. */
    private static void await(Store store, Instant until) throws InterruptedException {
        String topic = "stopping";
        boolean more = true;
        while (more) {
            more = store.signals().await(topic, store.signals().version(topic), until);
        }
    }

    private static boolean answers(Store store) {
        try {
            return store.read(
                    tx -> tx.accounts().find(FirstAdministrator.ACCOUNT).isPresent());
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Where clients on this machine reach a server that listens on that address. */
    private static URI endpoint(String bind, int port) {
        String host = switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
        return URI.create("http://" + host + ":" + port);
    }

    /** The server's state, for tests and tools in the same process. */
    public Store store() {
        return store;
    }

    /** What happens, for readers in the same process. */
    public EventStream events() {
        return events;
    }

    /** The CodePipeline API behind its HTTP face and its signatures, for tests in the same process. */
    public ApiService codePipeline() {
        return codePipeline;
    }

    /** URL of the CodePipeline API and the admin API. */
    public URI apiEndpoint() {
        return apiEndpoint;
    }

    /** URL of the artifact store. */
    public URI s3Endpoint() {
        return s3Endpoint;
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /**
     * Stops: says that it is not ready, goes on as ever for the stop delay, then answers held polls and ends event streams,
     * lets running requests finish within the drain timeout, hands jobs and deliveries over to other servers, and lets
     * everything go.
     */
    @Override
    public void close() {
        parts.close();
    }
}
