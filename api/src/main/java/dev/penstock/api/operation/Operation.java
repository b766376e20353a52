package dev.penstock.api.operation;

import java.io.OutputStream;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;

/**
 * One operation of the API: how its request is read and checked, and how its answer is written. Thread-safe.
 */
public interface Operation {

    /** For example {@code PutThirdPartyJobSuccessResult}. */
    String name();

    /**
     * Reads a request body into the SDK's class for it and checks the model's constraints.
     *
     * @throws dev.penstock.api.error.ApiException SerializationException if it is not JSON of this shape;
     *     ValidationException that lists every broken constraint
     */
    CodePipelineRequest read(byte[] body);

    /** Writes an answer; nothing at all for the operations without an output shape (spec events 5.2). */
    void write(CodePipelineResponse response, OutputStream out);

    /** The operation of this name, if the API has one. */
    static Optional<Operation> find(String name) {
        return Optional.empty();
    }
}
