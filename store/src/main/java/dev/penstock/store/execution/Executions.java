package dev.penstock.store.execution;

import dev.penstock.engine.execution.PipelineExecution;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executions of a pipeline and the history of their actions, newest first. */
public interface Executions {

    Optional<PipelineExecution> find(String pipelineId, String executionId);

    /** The newest execution that this client request token started, if one did (spec engine 5.1). */
    Optional<PipelineExecution> findByToken(String pipelineId, String clientRequestToken);

    /**
     * Executions in the order of their admission, newest first.
     *
     * @param beforeSequence only executions admitted before this one; null for the newest
     */
    List<PipelineExecution> list(String pipelineId, @Nullable Long beforeSequence, int limit);

    /** The execution that was admitted last of those that are over. */
    Optional<PipelineExecution> newestFinished(String pipelineId);

    /**
     * Standard executions of a definition version that succeeded in a stage, newest first: the stage can be rolled back
     * to them (spec engine 11.2).
     *
     * @param beforeSequence only executions admitted before this one; null for the newest
     */
    List<PipelineExecution> succeededIn(
            String pipelineId, int version, String stageName, @Nullable Long beforeSequence, int limit);

    /** The execution that an attempt at an action belongs to. */
    Optional<String> executionOfAction(String pipelineId, String actionExecutionId);

    /** The pipeline that an attempt at an action belongs to. */
    Optional<String> pipelineOfAction(String actionExecutionId);

    /** Every live execution of the pipeline and the named ones, oldest first; names of nothing are passed over. */
    List<PipelineExecution> liveAnd(String pipelineId, Collection<String> named);

    /** Ids of pipelines that have finished executions which began before that. */
    List<String> pipelinesWithHistoryBefore(Instant before);

    /**
     * Forgets finished executions that began before that, the oldest first, with their actions and rules.
     *
     * @param kept ids of executions that stay whatever their age
     * @return how many were forgotten
     */
    int forget(String pipelineId, Instant before, Collection<String> kept, int limit);

    /**
     * Attempts of actions, newest start first, ties by id.
     *
     * @param executionId only of this execution; null for all
     * @param latestOnly only the newest attempt of each action in its execution
     * @param before only attempts that stand after this place in the order; null for the newest
     */
    List<ActionRecord> actions(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit);

    /** A place in the order of attempts. */
    record Place(Instant startTime, String actionExecutionId) {}
}
