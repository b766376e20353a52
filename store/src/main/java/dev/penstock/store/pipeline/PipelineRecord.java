package dev.penstock.store.pipeline;

import dev.penstock.engine.definition.PipelineRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/** What lists and GetPipeline say of a pipeline beside its declaration. */
public record PipelineRecord(
        PipelineRef ref,
        int version,
        PipelineType type,
        ExecutionMode mode,
        Instant created,
        Instant updated,
        @Nullable Instant pollingDisabledAt) {}
