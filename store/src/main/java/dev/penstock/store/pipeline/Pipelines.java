package dev.penstock.store.pipeline;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pipelines and their versions. Definitions are encrypted at rest, with secret values in clear in memory. */
public interface Pipelines {

    /** Adds a pipeline with its first definition. The name must be free. */
    void insert(PipelineRef ref, PipelineDefinition definition, Instant now);

    Optional<PipelineRecord> find(String accountId, String region, String name);

    Optional<PipelineRecord> findById(String pipelineId);

    /** Any version ever stored of this incarnation. */
    Optional<PipelineDefinition> definition(String pipelineId, int version);

    /** Stores the next version; the caller holds the lock. */
    void addVersion(PipelineRef ref, PipelineDefinition definition, Instant now);

    /**
     * Locks the pipeline until the transaction ends and reads its state, with the named executions beside the live ones.
     * What was read of the pipeline's jobs before the lock may be out of date: read it again.
     *
     * @throws PipelineGoneException if there is no such pipeline
     */
    PipelineState lock(String pipelineId, Collection<String> executionIds);

    /**
     * The same state without the lock, for reads.
     *
     * @throws PipelineGoneException if there is no such pipeline
     */
    PipelineState load(String pipelineId, Collection<String> executionIds);

    /**
     * The state with the executions that stages show: the live ones, and for each stage the last that entered it.
     *
     * @throws PipelineGoneException if there is no such pipeline
     */
    PipelineState loadShown(String pipelineId);

    /** Notes that the sources are not polled any more (spec engine 8.2); the caller holds the lock. */
    void disablePolling(String pipelineId, Instant now);

    /**
     * Has the sources polled again, if they are not. Costs no statement for a pipeline that this transaction has locked
     * and that is polled.
     *
     * @return true if they were not
     */
    boolean enablePolling(String pipelineId);

    /**
     * Removes the pipeline with its history. A long one only loses its pipeline, so that nobody waits while it goes:
     * {@link #deleted} names it. The pipeline's jobs, which the engine has closed, stay until they are purged, so late
     * results are still received (spec engine 5.8).
     */
    void delete(String pipelineId);

    /** Ids of some deleted pipelines of which history is left. */
    List<String> deleted(int limit);

    /**
     * Removes some of what is left of a deleted pipeline.
     *
     * @param executions how many of its executions at most
     */
    void deleteMore(String pipelineId, int executions);

    /** By name, from the first name after {@code afterName}. */
    List<PipelineRecord> list(String accountId, String region, @Nullable String afterName, int limit);

    /** How many there are, but no more than {@code limit}: counting is reading. */
    int count(String accountId, String region, int limit);
}
