package dev.penstock.server.operations;

import dev.penstock.api.operation.Operation;
import dev.penstock.server.http.Access;
import dev.penstock.server.http.ApiService;
import dev.penstock.server.iam.Authorizer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/** The CodePipeline API: reads and checks a request, checks the caller's rights, hands it to the operation's handler. */
public final class CodePipelineService implements ApiService {
    private final OperationHandlers handlers;
    private final Authorizer authorizer;
    private final Duration pollWait;

    /** @param pollWait how long an empty poll is held when the caller does not say */
    public CodePipelineService(OperationHandlers handlers, Authorizer authorizer, Duration pollWait) {
        this.handlers = handlers;
        this.authorizer = authorizer;
        this.pollWait = pollWait;
    }

    @Override
    public String targetPrefix() {
        return "CodePipeline_20150709";
    }

    @Override
    public String signingName() {
        return "codepipeline";
    }

    @Override
    public String actionPrefix() {
        return "codepipeline";
    }

    @Override
    public Access access() {
        return new Access.SignedApi();
    }

    @Override
    public boolean has(String operation) {
        return Operation.find(operation).isPresent();
    }

    @Override
    public byte[] call(String name, ApiCall call) {
        Operation operation = Operation.find(name).orElseThrow();
        CodePipelineRequest request = operation.read(call.body());
        authorizer.check(call.caller(), name, request);
        CodePipelineResponse response = handlers.handle(
                new Call(call.caller(), call.pollWait().orElse(pollWait), call.invocationId()), request);
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        operation.write(response, out);
        return out.toByteArray();
    }
}
