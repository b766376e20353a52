package dev.penstock.server.operations;

import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/**
 * What one operation does with a request that is well-formed, signed and allowed. It answers, or throws the API's own
 * exception and has changed nothing.
 */
@FunctionalInterface
public interface OperationHandler<I extends CodePipelineRequest, O extends CodePipelineResponse> {
    O handle(Call call, I request);
}
