package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/** The handlers by request class. Filled once at start by {@code Main}; thread-safe from then on. */
public final class OperationHandlers {
    private final Map<Class<?>, OperationHandler<CodePipelineRequest, CodePipelineResponse>> handlers = new HashMap<>();

    /** Adds the handler of one operation. */
    public <I extends CodePipelineRequest, O extends CodePipelineResponse> OperationHandlers on(
            Class<I> request, OperationHandler<I, O> handler) {
        if (handlers.put(request, (call, input) -> handler.handle(call, request.cast(input))) != null) {
            throw new IllegalStateException("two handlers for " + request.getSimpleName());
        }
        return this;
    }

    public CodePipelineResponse handle(Call call, CodePipelineRequest request) {
        OperationHandler<CodePipelineRequest, CodePipelineResponse> handler = handlers.get(request.getClass());
        if (handler == null) {
            String operation = request.getClass().getSimpleName().replaceAll("Request$", "");
            throw ApiException.of("InvalidActionException", operation + " is not available yet on this server");
        }
        return handler.handle(call, request);
    }
}
