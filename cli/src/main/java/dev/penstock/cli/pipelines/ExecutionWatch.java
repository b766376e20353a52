package dev.penstock.cli.pipelines;

import dev.penstock.cli.CommandFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/** Looks at one execution until it is over, and shows how it goes. Used once. */
final class ExecutionWatch {
    private static final long LOOK_EVERY_MILLIS = 250;

    private final CodePipelineClient client;
    private final String pipeline;
    private final String executionId;
    private final PipelineView view;
    private final ExecutionRows rows;
    private final CompletableFuture<PipelineExecution> over = new CompletableFuture<>();

    ExecutionWatch(CodePipelineClient client, String pipeline, String executionId, PipelineView view) {
        this.client = client;
        this.pipeline = pipeline;
        this.executionId = executionId;
        this.view = view;
        this.rows = new ExecutionRows(client, pipeline, executionId);
    }

    /** The execution in its last state, when nothing of it is under way any more. */
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
            if (!underWay(execution.status())) {
                over.complete(execution);
            }
        } catch (RuntimeException e) {
            over.completeExceptionally(e);
        }
    }

    private static boolean underWay(PipelineExecutionStatus status) {
        return switch (status) {
            case IN_PROGRESS, STOPPING -> true;
            case SUCCEEDED, FAILED, STOPPED, SUPERSEDED, CANCELLED, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }
}
