package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.operation.Operation;
import dev.penstock.server.http.Access;
import dev.penstock.server.http.Admission;
import dev.penstock.server.http.ApiService;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.server.iam.Authorizer;
import dev.penstock.store.ContendedException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/** The CodePipeline API: reads and checks a request, checks the caller's rights, hands it to the operation's handler. */
public final class CodePipelineService implements ApiService {
    private final OperationHandlers handlers;
    private final Authorizer authorizer;
    private final TokenBuckets throttle;
    private final Duration pollWait;

    /**
     * @param throttle requests of each account
     * @param pollWait how long an empty poll is held when the caller does not say
     */
    public CodePipelineService(
            OperationHandlers handlers, Authorizer authorizer, TokenBuckets throttle, Duration pollWait) {
        this.handlers = handlers;
        this.authorizer = authorizer;
        this.throttle = throttle;
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
    public Admission.Kind kind(String operation) {
        return switch (operation) {
            case "PollForJobs", "PollForThirdPartyJobs" -> Admission.Kind.POLL;
            case "GetJobDetails", "AcknowledgeJob", "GetThirdPartyJobDetails", "AcknowledgeThirdPartyJob" ->
                Admission.Kind.PROGRESS;
            case "PutJobSuccessResult",
                    "PutJobFailureResult",
                    "PutThirdPartyJobSuccessResult",
                    "PutThirdPartyJobFailureResult" -> Admission.Kind.RESULT;
            default -> Admission.Kind.INTAKE;
        };
    }

    @Override
    public byte[] call(String name, ApiCall call) {
        if (!throttle.take(call.caller().accountId())) {
            throw ApiException.of("ThrottlingException", "Rate exceeded");
        }
        Operation operation = Operation.find(name).orElseThrow();
        CodePipelineRequest request = operation.read(call.body());
        authorizer.check(call.caller(), name, request);
        CodePipelineResponse response = answer(
                operation, new Call(call.caller(), call.pollWait().orElse(pollWait), call.invocationId()), request);
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        operation.write(response, out);
        return out.toByteArray();
    }

    private CodePipelineResponse answer(Operation operation, Call call, CodePipelineRequest request) {
        try {
            return handlers.handle(call, request);
        } catch (ContendedException others) {
            throw Contention.refusal(operation.model().errors(), others);
        }
    }
}
