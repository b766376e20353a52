package dev.penstock.server.operations;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.definition.PolledSource;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.source.SourceFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;

/** GetPipelineState (spec engine 2.5, 11.5). */
public final class StateOperations {
    private final Store store;
    private final PipelineSteps steps;

    public StateOperations(Store store, PipelineSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(GetPipelineStateRequest.class, this::get);
    }

    private GetPipelineStateResponse get(Call call, GetPipelineStateRequest request) {
        return store.read(tx -> {
            PipelineRecord pipeline = NamedPipelines.list(tx, call, request.name());
            String id = pipeline.ref().id();
            PipelineState state = tx.pipelines().loadShown(id);
            // Executions of PARALLEL pipelines never appear in the state of stages (spec engine 2.5).
            Map<String, PipelineExecution> shown = new LinkedHashMap<>(state.executions());
            shown.values().removeIf(execution -> execution.mode() == ExecutionMode.PARALLEL);
            boolean parallel = state.definition().mode() == ExecutionMode.PARALLEL;
            StageViews stages =
                    new StageViews(state, parallel ? Map.of() : shown, failures(tx, state), steps.actionTypes(tx));
            return GetPipelineStateResponse.builder()
                    .pipelineName(request.name())
                    .pipelineVersion(pipeline.version())
                    .stageStates(state.definition().stages().stream()
                            .map(stages::stage)
                            .toList())
                    .created(pipeline.created())
                    .updated(pipeline.updated())
                    .build();
        });
    }

    /** Why sources cannot be polled, by action; nothing is read for a pipeline without any. */
    private static Map<String, SourceFailure> failures(Tx tx, PipelineState state) {
        return PolledSource.of(state.definition()).isEmpty()
                ? Map.of()
                : tx.sources().failures(state.pipeline().id()).stream()
                        .collect(Collectors.toMap(SourceFailure::actionName, Function.identity()));
    }
}
