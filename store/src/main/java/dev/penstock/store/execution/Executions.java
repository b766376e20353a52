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

    /** What lists tell of the executions of {@link #list}. */
    List<ExecutionSummary> summaries(String pipelineId, @Nullable Long beforeSequence, int limit);

    /** The execution that was admitted last of those that are over. */
    Optional<PipelineExecution> newestFinished(String pipelineId);

    /**
     * Standard executions of a definition version that succeeded in a stage, newest first: the stage can be rolled back
     * to them (spec engine 11.2).
     *
     * @param beforeSequence only executions admitted before this one; null for the newest
     */
    List<ExecutionSummary> succeededIn(
            String pipelineId, int version, String stageName, @Nullable Long beforeSequence, int limit);

    /** The execution that an attempt at an action belongs to. */
    Optional<String> executionOfAction(String pipelineId, String actionExecutionId);

    /** The pipeline that an attempt at an action belongs to. */
    Optional<String> pipelineOfAction(String actionExecutionId);

    /** Every live execution of the pipeline and the named ones, oldest first; names of nothing are passed over. */
    List<PipelineExecution> liveAnd(String pipelineId, Collection<String> named);

    /**
     * Pipelines whose first execution of all that are kept began before that, in the order of their ids.
     *
     * @param after only pipelines with a higher id; empty for the first
     */
    List<String> pipelinesWithHistoryBefore(Instant before, String after, int limit);

    /**
     * Executions in the order of their admission, the oldest first, up to the first that began no earlier than that.
     *
     * @param afterSequence only executions admitted after this one; zero for the oldest
     */
    List<Past> begunBefore(String pipelineId, Instant before, long afterSequence, int limit);

    /** An execution that is old enough to be forgotten, once it is no longer live. */
    record Past(String id, long sequence, boolean live) {}

    /**
     * Forgets those of the executions that are over, with their actions and rules.
     *
     * @return how many were forgotten
     */
    int forget(String pipelineId, Collection<String> executionIds);

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
