package dev.penstock.engine.scenario;

import dev.penstock.engine.Command;
import dev.penstock.engine.definition.PolledSource;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * What the API shows of a world, and what the server does by itself - reading sources, opening windows, ending what ran too
 * long - in {@link #settle}.
 */
abstract class EngineReads implements CodePipelineClient {
    final KnownTypes types = new KnownTypes();
    final BucketsInMemory objects = new BucketsInMemory();
    final Map<String, String> started = new HashMap<>();
    final Map<String, String> polled = new HashMap<>();
    Instant now = World.START;

    @Nullable
    World world;

    boolean exists;

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }

    World world() {
        return Optional.ofNullable(world).orElseThrow();
    }

    BucketsInMemory objects() {
        return objects;
    }

    Instant now() {
        return world == null ? now : world.now();
    }

    void advance(Duration time) {
        if (world == null) {
            now = now.plus(time);
        } else {
            world.passes(time);
            settle();
        }
    }

    /** What the server does by itself until nothing more is due. */
    void settle() {
        if (world != null) {
            new EngineWorkers(world, objects).settle();
            if (exists) {
                poll();
            }
        }
    }

    /** Each polled source starts an execution for each new revision (spec engine 8.2). */
    void poll() {
        for (PolledSource source : PolledSource.of(world().definition())) {
            objects.revision(source.bucket(), source.objectKey())
                    .filter(found -> source.polled() && !found.equals(polled.put(source.actionName(), found)))
                    .ifPresent(found -> {
                        world().take(new Command.Start(
                                new Trigger(TriggerType.POLL_FOR_SOURCE_CHANGES, source.actionName()),
                                Map.of(),
                                List.of(),
                                null,
                                true));
                        settle();
                    });
        }
    }

    World pipeline(String name) {
        return pipeline(name, "Account '111111111111' does not have a pipeline with name '" + name + "'");
    }

    World pipeline(String name, String absent) {
        if (!exists || !world().ref().name().equals(name)) {
            throw PipelineNotFoundException.builder().message(absent).build();
        }
        return world();
    }

    @Override
    public GetPipelineResponse getPipeline(GetPipelineRequest request) {
        return GetPipelineResponse.builder()
                .pipeline(pipeline(request.name()).definition().declaration())
                .build();
    }

    @Override
    public ListPipelinesResponse listPipelines(ListPipelinesRequest request) {
        return ListPipelinesResponse.builder()
                .pipelines(
                        exists
                                ? List.of(PipelineSummary.builder()
                                        .name(world().ref().name())
                                        .build())
                                : List.of())
                .build();
    }

    @Override
    public ListActionTypesResponse listActionTypes(ListActionTypesRequest request) {
        return ListActionTypesResponse.builder().actionTypes(List.of()).build();
    }

    @Override
    public ListPipelineExecutionsResponse listPipelineExecutions(ListPipelineExecutionsRequest request) {
        return ListPipelineExecutionsResponse.builder()
                .pipelineExecutionSummaries(pipeline(request.pipelineName()).executions().stream()
                        .sorted(Comparator.comparingLong(PipelineExecution::sequence)
                                .reversed())
                        .map(EngineViews::summary)
                        .toList())
                .build();
    }

    @Override
    public GetPipelineExecutionResponse getPipelineExecution(GetPipelineExecutionRequest request) {
        World pipeline = pipeline(request.pipelineName());
        PipelineExecution execution = pipeline.execution(request.pipelineExecutionId());
        return GetPipelineExecutionResponse.builder()
                .pipelineExecution(EngineViews.execution(execution, pipeline.definition(execution.version())))
                .build();
    }

    @Override
    public GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
        return GetPipelineStateResponse.builder()
                .stageStates(new EngineStages(pipeline(request.name())).stages())
                .build();
    }

    @Override
    public ListActionExecutionsResponse listActionExecutions(ListActionExecutionsRequest request) {
        String id = request.filter().pipelineExecutionId();
        return ListActionExecutionsResponse.builder()
                .actionExecutionDetails(pipeline(request.pipelineName()).historyOf(id).stream()
                        .map(action -> EngineViews.action(id, action))
                        .toList())
                .build();
    }

    @Override
    public ListRuleExecutionsResponse listRuleExecutions(ListRuleExecutionsRequest request) {
        String id = request.filter().pipelineExecutionId();
        return ListRuleExecutionsResponse.builder()
                .ruleExecutionDetails(pipeline(request.pipelineName()).rulesOf(id).stream()
                        .map(rule -> EngineViews.rule(id, rule))
                        .toList())
                .build();
    }
}
