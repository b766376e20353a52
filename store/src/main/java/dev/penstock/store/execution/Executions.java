package dev.penstock.store.execution;

import dev.penstock.engine.execution.PipelineExecution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executions of a pipeline and the history of their actions, newest first. */
public final class Executions {

    public Optional<PipelineExecution> find(String pipelineId, String executionId) {
        throw new IllegalStateException("not stored yet");
    }

    /** The execution that this client request token started, if one did (spec engine 5.1). */
    public Optional<PipelineExecution> findByToken(String pipelineId, String clientRequestToken) {
        throw new IllegalStateException("not stored yet");
    }

    /** @param beforeSequence only executions admitted before this one; null for the newest */
    public List<PipelineExecution> list(String pipelineId, @Nullable Long beforeSequence, int limit) {
        throw new IllegalStateException("not stored yet");
    }

    /**
     * Attempts of actions, newest start first, ties by id.
     *
     * @param executionId only of this execution; null for all
     * @param latestOnly only the newest attempt of each action
     * @param before only attempts that stand after this place in the order; null for the newest
     */
    public List<ActionRecord> actions(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit) {
        throw new IllegalStateException("not stored yet");
    }

    /** A place in the order of attempts. */
    public record Place(Instant startTime, String actionExecutionId) {}
}
