package dev.penstock.admission;

import dev.penstock.api.json.ShapeCodec;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Declarations as people write them, in the API's JSON. */
final class Declarations {
    private Declarations() {}

    /** The request that creates the pipeline of a bare declaration. */
    static CreatePipelineRequest read(String json) {
        return CreatePipelineRequest.builder()
                .pipeline(ShapeCodec.read(json, PipelineDeclaration.builder()))
                .build();
    }
}
