package dev.penstock.cli.pipelines;

import dev.penstock.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * Looks at one execution until it is over, and shows how it goes. A server that goes away in between, as it does when it
 * is restarted, is waited for. Used once.
 */
final class ExecutionWatch {
    private static final long LOOK_EVERY_MILLIS = 250;

    /** How long a server may be away. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CodePipelineClient client;
    private final String pipeline;
    private final String executionId;
    private final PipelineView view;
    private final InstantSource clock;
    private final ExecutionRows rows;
    private final CompletableFuture<PipelineExecution> over = new CompletableFuture<>();
    private @Nullable Instant lastSeen;

    ExecutionWatch(
            CodePipelineClient client, String pipeline, String executionId, PipelineView view, InstantSource clock) {
        this.client = client;
        this.pipeline = pipeline;
        this.executionId = executionId;
        this.view = view;
        this.clock = clock;
        this.rows = new ExecutionRows(client, pipeline, executionId);
    }

    /**
     * The execution in its last state, when nothing of it is under way any more.
     *
     * @throws SdkException if the server refuses, was never there, or is away for longer than {@link #PATIENCE}
     */
    PipelineExecution untilOver() {
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("watch").factory());
        try {
            looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            return over.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new CommandFailure("Watching the execution failed: " + e.getCause(), e);
        } finally {
            looks.shutdownNow();
        }
    }

    private void look() {
        try {
            PipelineExecution execution = client.getPipelineExecution(
                            r -> r.pipelineName(pipeline).pipelineExecutionId(executionId))
                    .pipelineExecution();
            view.show(rows.of(execution)); // read after the status, so that the last look misses nothing
            lastSeen = clock.instant();
            if (!underWay(execution.status())) {
                over.complete(execution);
            }
        } catch (SdkException e) {
            if (!isWaitedFor(e)) {
                over.completeExceptionally(e);
            }
        } catch (
                Throwable e) { // also an Error, which would end the looks in silence while somebody waits for their end
            over.completeExceptionally(e);
        }
    }

    private boolean isWaitedFor(SdkException failure) {
        Instant seen = lastSeen;
        return isAway(failure) && seen != null && clock.instant().isBefore(seen.plus(PATIENCE));
    }

    /** Whether the server could not answer, in place of a refusal. */
    static boolean isAway(SdkException failure) {
        return !(failure instanceof SdkServiceException answer)
                || answer.statusCode() >= 500
                || answer.isThrottlingException();
    }

    private static boolean underWay(PipelineExecutionStatus status) {
        return switch (status) {
            case IN_PROGRESS, STOPPING -> true;
            case SUCCEEDED, FAILED, STOPPED, SUPERSEDED, CANCELLED, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }
}
