package dev.penstock.cli.demo;

import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.pipelines.PipelineView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Looks at a pipeline until its first execution is over, and approves what waits for an answer. Used once. */
public final class PipelineWatch {
    private static final long LOOK_EVERY_MILLIS = 150;

    private final CodePipelineClient client;
    private final String pipeline;
    private final PipelineView view;
    private final CompletableFuture<PipelineExecution> over = new CompletableFuture<>();
    private @Nullable String approved;

    public PipelineWatch(CodePipelineClient client, String pipeline, PipelineView view) {
        this.client = client;
        this.pipeline = pipeline;
        this.view = view;
    }

    /**
     * The execution when it has succeeded.
     *
     * @param failure completes exceptionally when waiting has become pointless
     * @throws CommandFailure if it ended otherwise, or is not over in time
     */
    public PipelineExecution untilSucceeded(CompletableFuture<?> failure, Duration atMost) throws InterruptedException {
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        try {
            looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            CompletableFuture.anyOf(over, failure).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure("The pipeline was not done after " + atMost.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof CommandFailure ours
                    ? ours
                    : new CommandFailure("Watching the pipeline failed: " + cause.getMessage(), cause);
        } finally {
            looks.shutdownNow();
        }
        return over.join();
    }

    private void look() {
        try {
            GetPipelineStateResponse state = client.getPipelineState(r -> r.name(pipeline));
            view.show(state);
            String execution = executionOf(state);
            if (execution == null) {
                return;
            }
            approveWhatWaits(state);
            PipelineExecution now = client.getPipelineExecution(
                            r -> r.pipelineName(pipeline).pipelineExecutionId(execution))
                    .pipelineExecution();
            if (now.status() != PipelineExecutionStatus.IN_PROGRESS) {
                GetPipelineStateResponse last = client.getPipelineState(r -> r.name(pipeline));
                view.show(last);
                end(now, last);
            }
        } catch (RuntimeException e) {
            over.completeExceptionally(e);
        }
    }

    private void end(PipelineExecution execution, GetPipelineStateResponse state) {
        if (execution.status() == PipelineExecutionStatus.SUCCEEDED) {
            over.complete(execution);
        } else {
            over.completeExceptionally(new CommandFailure("The execution " + execution.pipelineExecutionId() + " is "
                    + execution.statusAsString() + reasons(state)));
        }
    }

    /** What the failed actions say about themselves. */
    private static String reasons(GetPipelineStateResponse state) {
        return state.stageStates().stream()
                .flatMap(stage -> stage.actionStates().stream())
                .filter(action -> action.latestExecution() != null
                        && action.latestExecution().errorDetails() != null)
                .map(action -> "\n  " + action.actionName() + ": "
                        + action.latestExecution().errorDetails().code() + ": "
                        + action.latestExecution().errorDetails().message())
                .collect(Collectors.joining());
    }

    private static @Nullable String executionOf(GetPipelineStateResponse state) {
        for (StageState stage : state.stageStates()) {
            if (stage.latestExecution() != null) {
                return stage.latestExecution().pipelineExecutionId();
            }
        }
        return null;
    }

    private void approveWhatWaits(GetPipelineStateResponse state) {
        for (StageState stage : state.stageStates()) {
            for (ActionState action : stage.actionStates()) {
                String token = action.latestExecution() == null
                        ? null
                        : action.latestExecution().token();
                if (token != null && !token.equals(approved)) {
                    client.putApprovalResult(r -> r.pipelineName(pipeline)
                            .stageName(stage.stageName())
                            .actionName(action.actionName())
                            .token(token)
                            .result(a -> a.status(ApprovalStatus.APPROVED).summary("the report looks good")));
                    approved = token;
                }
            }
        }
    }
}
