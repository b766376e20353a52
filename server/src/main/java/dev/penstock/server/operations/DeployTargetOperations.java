package dev.penstock.server.operations;

import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsResponse;

/**
 * ListDeployActionExecutionTargets (spec events 6.1). Targets are the instances that an EC2 deployment goes to; no action
 * that this server performs has any, so the list of a known action is empty. Thread-safe.
 */
public final class DeployTargetOperations {
    private final Store store;
    private final NextTokens nextTokens;

    public DeployTargetOperations(Store store, NextTokens nextTokens) {
        this.store = store;
        this.nextTokens = nextTokens;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(ListDeployActionExecutionTargetsRequest.class, this::list);
    }

    private ListDeployActionExecutionTargetsResponse list(Call call, ListDeployActionExecutionTargetsRequest request) {
        return store.read(tx -> {
            String name = request.pipelineName();
            Optional<String> named = Optional.ofNullable(name)
                    .map(each -> NamedPipelines.list(tx, call, each).ref().id());
            boolean known = tx.executions()
                    .pipelineOfAction(request.actionExecutionId())
                    .filter(id -> named.map(id::equals).orElseGet(() -> own(tx, call, id)))
                    .isPresent();
            if (!known) {
                throw ActionExecutionNotFoundException.builder()
                        .message("Action Execution with id '" + request.actionExecutionId() + "' does not exist"
                                + (name == null ? "" : " in pipeline with name '" + name + "'"))
                        .build();
            }
            // No page was ever handed out, so no token is valid.
            nextTokens.place(
                    call.query("ListDeployActionExecutionTargets", request.actionExecutionId()), request.nextToken());
            return ListDeployActionExecutionTargetsResponse.builder()
                    .targets(List.of())
                    .build();
        });
    }

    private static boolean own(Tx tx, Call call, String pipelineId) {
        return tx.pipelines()
                .findById(pipelineId)
                .map(PipelineRecord::ref)
                .filter(ref ->
                        ref.accountId().equals(call.accountId()) && ref.region().equals(call.region()))
                .isPresent();
    }
}
