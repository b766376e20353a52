package dev.penstock.api.operation;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.validation.Validator;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/**
 * One operation of the API: how its request is read and checked, and how its answer is written. Thread-safe.
 */
public final class Operation {
    private static final Map<String, Operation> ALL = new LinkedHashMap<>();

    static {
        for (OperationModel model : ServiceModel.codePipeline().operations()) {
            ALL.put(model.name(), new Operation(model));
        }
    }

    private final OperationModel model;

    private Operation(OperationModel model) {
        this.model = model;
    }

    /** The operation of this name, if the API has one. */
    public static Optional<Operation> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All 44, by name. */
    public static List<Operation> all() {
        return List.copyOf(ALL.values());
    }

    /** For example {@code PutThirdPartyJobSuccessResult}. */
    public String name() {
        return model.name();
    }

    /** Its shapes, modelled errors, pagination, idempotency token and kind of answer. */
    public OperationModel model() {
        return model;
    }

    /**
     * Reads a request body into the SDK's class for it and checks the model's constraints.
     *
     * @throws dev.penstock.api.error.ApiException SerializationException if it is not JSON of this shape;
     *     ValidationException that lists every broken constraint
     */
    public CodePipelineRequest read(byte[] body) {
        CodePipelineRequest.Builder builder = RequestBuilders.of(name());
        ShapeCodec.fill(body, (SdkPojo) builder);
        CodePipelineRequest request = builder.build();
        Validator.check(request, model.input());
        return request;
    }

    /** Writes an answer; nothing at all for the operations without an output shape (spec events 5.2). */
    public void write(CodePipelineResponse response, OutputStream out) {
        switch (model.answer()) {
            case NOTHING -> {}
            case EMPTY_OBJECT, MEMBERS -> ShapeCodec.write(response, out);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
