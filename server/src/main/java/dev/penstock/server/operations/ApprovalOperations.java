package dev.penstock.server.operations;

import dev.penstock.engine.Command;
import dev.penstock.store.Store;
import dev.penstock.store.pipeline.PipelineRecord;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;

/** PutApprovalResult (spec engine 5.7). */
public final class ApprovalOperations {
    private final Store store;
    private final PipelineSteps steps;
    private final InstantSource clock;

    public ApprovalOperations(Store store, PipelineSteps steps, InstantSource clock) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(PutApprovalResultRequest.class, this::put);
    }

    private PutApprovalResultResponse put(Call call, PutApprovalResultRequest request) {
        store.write(tx -> {
            PipelineRecord pipeline = NamedPipelines.get(tx, call, request.pipelineName());
            String id = pipeline.ref().id();
            // The token is the id of the attempt; its execution may be over by now, and then says why it is too late.
            List<String> concerned = tx.executions()
                    .executionOfAction(id, request.token())
                    .map(List::of)
                    .orElse(List.of());
            return steps.take(
                    tx,
                    id,
                    concerned,
                    new Command.Approve(
                            request.stageName(),
                            request.actionName(),
                            request.token(),
                            request.result().status(),
                            request.result().summary(),
                            call.caller().principalArn()));
        });
        return PutApprovalResultResponse.builder().approvedAt(clock.instant()).build();
    }
}
