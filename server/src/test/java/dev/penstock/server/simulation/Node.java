package dev.penstock.server.simulation;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.server.http.Admission;
import dev.penstock.server.operations.ApprovalOperations;
import dev.penstock.server.operations.Call;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.ExecutionOperations;
import dev.penstock.server.operations.JobOperations;
import dev.penstock.server.operations.JobResults;
import dev.penstock.server.operations.NextTokens;
import dev.penstock.server.operations.OperationHandlers;
import dev.penstock.server.operations.PipelineOperations;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.server.operations.Polls;
import dev.penstock.server.operations.StageOperations;
import dev.penstock.server.operations.StateOperations;
import dev.penstock.server.operations.ThirdPartyJobOperations;
import dev.penstock.server.tasks.JobPurge;
import dev.penstock.server.workers.FoundSources;
import dev.penstock.server.workers.OverdueJobs;
import dev.penstock.store.Store;
import dev.penstock.store.fault.FaultyStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/** One server: the real handlers, wired as a server wires them, without HTTP and threads. */
final class Node {

    private static final Map<ActionTypeKey, ActionType> BUILT_IN =
            BuiltInActionTypes.list().stream().collect(Collectors.toMap(ActionType::key, Function.identity()));
    private static final Duration RETENTION = Duration.ofDays(30);

    private final FaultyStore store;
    private final InstantSource time;
    private final OperationHandlers handlers = new OperationHandlers();
    private final FoundSources foundSources;
    private final JobResults results;
    private final OverdueJobs overdue;
    private final JobPurge purge;

    /** Where nodes take ids and randomness from. */
    record Sources(InstantSource time, Supplier<String> ids, RandomGenerator random, SecureRandom secrets) {}

    Node(FaultyStore store, Sources sources, Engine engine) {
        this.store = store;
        this.time = sources.time();
        EngineSettings settings = EngineSettings.DEFAULTS;
        PipelineSteps steps = new PipelineSteps(
                engine,
                time,
                sources.ids(),
                sources.random(),
                settings,
                key -> Optional.ofNullable(BUILT_IN.get(key)),
                new ClientPairs(time, sources.ids(), sources.secrets()));
        this.results = new JobResults(store, steps, time, settings);
        this.foundSources = new FoundSources(store, steps);
        this.overdue = new OverdueJobs(store, steps);
        this.purge = new JobPurge(store, time, RETENTION);
        Polls polls = new Polls(store, time, settings, new Admission(64, 64, 64, Duration.ofSeconds(1)), Runnable::run);
        NextTokens nextTokens =
                new NextTokens("the same on all nodes, 32 bytes or more".getBytes(StandardCharsets.UTF_8));
        new PipelineOperations(store, steps, nextTokens, sources.ids(), 1000, id -> {}).register(handlers);
        new ExecutionOperations(store, steps, nextTokens).register(handlers);
        new StateOperations(store, steps).register(handlers);
        new StageOperations(store, steps).register(handlers);
        new ApprovalOperations(store, steps, time).register(handlers);
        new JobOperations(store, time, settings, polls, results, job -> Optional.empty()).addTo(handlers);
        new ThirdPartyJobOperations(store, time, settings, polls, results, job -> Optional.empty()).addTo(handlers);
    }

    CodePipelineResponse handle(Call call, CodePipelineRequest request) {
        return handlers.handle(call, request);
    }

    Store store() {
        return store;
    }

    FoundSources foundSources() {
        return foundSources;
    }

    JobResults results() {
        return results;
    }

    void endOverdueJobs() {
        overdue.end(time.instant());
    }

    void purgeJobs() {
        purge.run();
    }

    void kill() {
        store.kill();
    }
}
