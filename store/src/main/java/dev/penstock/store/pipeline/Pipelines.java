package dev.penstock.store.pipeline;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pipelines and their versions. Secret configuration values are encrypted at rest and in clear in memory. */
public final class Pipelines {

    /** Adds a pipeline with its first definition. The name must be free. */
    public void insert(PipelineRef ref, PipelineDefinition definition, Instant now) {
        throw new IllegalStateException("not stored yet");
    }

    public Optional<PipelineRecord> find(String accountId, String region, String name) {
        throw new IllegalStateException("not stored yet");
    }

    public Optional<PipelineRecord> findById(String pipelineId) {
        throw new IllegalStateException("not stored yet");
    }

    /** Any version ever stored of this incarnation. */
    public Optional<PipelineDefinition> definition(String pipelineId, int version) {
        throw new IllegalStateException("not stored yet");
    }

    /** Stores the next version; the caller holds the lock. */
    public void addVersion(PipelineRef ref, PipelineDefinition definition, Instant now) {
        throw new IllegalStateException("not stored yet");
    }

    /** Locks the pipeline until the transaction ends and reads its state, with the named executions beside the live ones. */
    public PipelineState lock(String pipelineId, Collection<String> executionIds) {
        throw new IllegalStateException("not stored yet");
    }

    /** The same state without the lock, for reads. */
    public PipelineState load(String pipelineId, Collection<String> executionIds) {
        throw new IllegalStateException("not stored yet");
    }

    /** Removes the pipeline with its history and jobs; what refers to it later finds nothing. */
    public void delete(String pipelineId) {
        throw new IllegalStateException("not stored yet");
    }

    /** By name, from the first name after {@code afterName}. */
    public List<PipelineRecord> list(String accountId, String region, @Nullable String afterName, int limit) {
        throw new IllegalStateException("not stored yet");
    }

    public int count(String accountId, String region) {
        throw new IllegalStateException("not stored yet");
    }
}
