package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.control.SourceOverrides;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.execution.ExecutionSummary;
import dev.penstock.store.execution.Executions;
import dev.penstock.store.pipeline.PipelineRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * StartPipelineExecution, StopPipelineExecution, GetPipelineExecution, ListPipelineExecutions, ListActionExecutions
 * (spec engine 5.1, 5.2, 11.2 to 11.4).
 */
public final class ExecutionOperations {
    private static final int PAGE = 100;

    private final Store store;
    private final PipelineSteps steps;
    private final NextTokens nextTokens;
    private final HistoryPages history;

    public ExecutionOperations(Store store, PipelineSteps steps, NextTokens nextTokens) {
        this.store = store;
        this.steps = steps;
        this.nextTokens = nextTokens;
        this.history = new HistoryPages(store, nextTokens);
    }

    public void register(OperationHandlers handlers) {
        handlers.on(StartPipelineExecutionRequest.class, this::start)
                .on(StopPipelineExecutionRequest.class, this::stop)
                .on(GetPipelineExecutionRequest.class, this::get)
                .on(ListPipelineExecutionsRequest.class, this::list)
                .on(ListActionExecutionsRequest.class, this::listActions);
    }

    private StartPipelineExecutionResponse start(Call call, StartPipelineExecutionRequest request) {
        String executionId = store.write(tx -> {
            PipelineRecord pipeline = NamedPipelines.start(tx, call, request.name());
            String id = pipeline.ref().id();
            Map<String, String> variables = variables(request);
            List<SourceOverride> overrides = overrides(request);
            // Both are checked before the token is replayed (spec corrections 5).
            SourceOverrides.check(
                    tx.pipelines().definition(id, pipeline.version()).orElseThrow(), overrides);
            // The same token means the same start, whatever else the request says now (spec engine 5.1).
            String token = request.clientRequestToken();
            Command start = new Command.Start(
                    new Trigger(
                            TriggerType.START_PIPELINE_EXECUTION, call.caller().principalArn()),
                    variables,
                    overrides,
                    token,
                    false);
            // Looked for with the pipeline locked, so that the same request sent twice at a time starts once.
            Optional<Decision> started = steps.take(
                    tx,
                    id,
                    List.of(),
                    () -> startedBy(tx, id, token).isPresent() ? Optional.empty() : Optional.of(start));
            if (started.isPresent()) {
                // Somebody wants the pipeline, so its sources are looked at again (spec engine 8.2). Asked under
                // the lock: polling may have been disabled since the pipeline was found.
                tx.pipelines().enablePolling(id);
            }
            return started.map(Decision::executionId)
                    .or(() -> startedBy(tx, id, token).map(PipelineExecution::id))
                    .orElseThrow();
        });
        return StartPipelineExecutionResponse.builder()
                .pipelineExecutionId(executionId)
                .build();
    }

    private static Optional<PipelineExecution> startedBy(Tx tx, String pipelineId, @Nullable String token) {
        return token == null ? Optional.empty() : tx.executions().findByToken(pipelineId, token);
    }

    private static Map<String, String> variables(StartPipelineExecutionRequest request) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (PipelineVariable variable : request.variables()) {
            if (variables.put(variable.name(), variable.value()) != null) {
                throw ApiException.validation(
                        "Variable names must be unique. The following variable name is already in use: "
                                + variable.name());
            }
        }
        return variables;
    }

    private static List<SourceOverride> overrides(StartPipelineExecutionRequest request) {
        return request.sourceRevisions().stream()
                .map(override ->
                        new SourceOverride(override.actionName(), override.revisionType(), override.revisionValue()))
                .toList();
    }

    private StopPipelineExecutionResponse stop(Call call, StopPipelineExecutionRequest request) {
        String executionId = request.pipelineExecutionId();
        store.write(tx -> steps.take(
                tx,
                NamedPipelines.get(tx, call, request.pipelineName()).ref().id(),
                List.of(executionId),
                new Command.Stop(executionId, Boolean.TRUE.equals(request.abandon()), request.reason())));
        return StopPipelineExecutionResponse.builder()
                .pipelineExecutionId(executionId)
                .build();
    }

    private GetPipelineExecutionResponse get(Call call, GetPipelineExecutionRequest request) {
        return store.read(tx -> {
            PipelineRecord pipeline = NamedPipelines.get(tx, call, request.pipelineName());
            PipelineExecution execution = tx.executions()
                    .find(pipeline.ref().id(), request.pipelineExecutionId())
                    .orElseThrow(() -> notFound(request.pipelineExecutionId(), request.pipelineName()));
            return GetPipelineExecutionResponse.builder()
                    .pipelineExecution(ExecutionViews.execution(
                            request.pipelineName(),
                            execution,
                            tx.pipelines()
                                    .definition(pipeline.ref().id(), execution.version())
                                    .orElseThrow()))
                    .build();
        });
    }

    private ListPipelineExecutionsResponse list(Call call, ListPipelineExecutionsRequest request) {
        @Nullable
        String succeededIn = request.filter() == null || request.filter().succeededInStage() == null
                ? null
                : request.filter().succeededInStage().stageName();
        String query = call.query("ListPipelineExecutions", request.pipelineName(), succeededIn);
        int limit = request.maxResults() != null ? request.maxResults() : PAGE;
        return store.readStale(tx -> {
            PipelineRecord pipeline = NamedPipelines.list(tx, call, request.pipelineName());
            Long before = nextTokens
                    .place(query, request.nextToken())
                    .map(Long::valueOf)
                    .orElse(null);
            String id = pipeline.ref().id();
            List<ExecutionSummary> found = succeededIn == null
                    ? tx.executions().summaries(id, before, limit + 1)
                    : tx.executions().succeededIn(id, pipeline.version(), succeededIn, before, limit + 1);
            Page<ExecutionSummary> page =
                    Page.of(found, limit, last -> nextTokens.token(query, Long.toString(last.sequence())));
            return ListPipelineExecutionsResponse.builder()
                    .pipelineExecutionSummaries(
                            page.rows().stream().map(ExecutionViews::summary).toList())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    private ListActionExecutionsResponse listActions(Call call, ListActionExecutionsRequest request) {
        Page<ActionRecord> page = history.read(
                call,
                new HistoryPages.Query(
                        "ListActionExecutions",
                        request.pipelineName(),
                        HistorySelection.of(request.filter()),
                        request.maxResults(),
                        request.nextToken()),
                (tx, id, selection, before, limit) ->
                        tx.executions().actions(id, selection.executionId(), selection.latestOnly(), before, limit),
                row -> new Executions.Place(
                        row.action().startTime(), row.action().id()));
        return ListActionExecutionsResponse.builder()
                .actionExecutionDetails(
                        page.rows().stream().map(ExecutionViews::actionDetail).toList())
                .nextToken(page.nextToken())
                .build();
    }

    static PipelineExecutionNotFoundException notFound(String executionId, String pipelineName) {
        return PipelineExecutionNotFoundException.builder()
                .message("Pipeline Execution with id '" + executionId + "' does not exist in pipeline with name '"
                        + pipelineName + "'")
                .build();
    }
}
