package dev.penstock.cli.pipelines;

import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.EnvCommand;
import dev.penstock.cli.Terminal;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * Follows an execution to its end for a command. Its end is the command's exit code: 0 Succeeded, 1 Failed, 3 Stopped, 4
 * Superseded, 5 Cancelled. Ctrl-C only detaches: the execution goes on.
 */
record Following(CodePipelineClient client, String pipeline, CommandLine command) {
    /** For the help of the commands that follow. */
    static final String EXIT_CODES =
            "Exit codes: 0 Succeeded, 1 Failed, 3 Stopped, 4 Superseded, 5 Cancelled; 2 for wrong usage.";

    int follow(String executionId) {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        AtomicBoolean over = new AtomicBoolean();
        Thread detached = Thread.ofPlatform().unstarted(() -> {
            if (!over.get()) {
                err.println();
                err.println("Detached; the execution goes on. " + again(executionId));
                err.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(detached);
        try {
            PipelineView view =
                    new PipelineView(out, Terminal.isInteractive(), Terminal.isColoured(), Terminal.columns());
            PipelineExecution execution = watch(executionId, view);
            out.println(execution.statusAsString() + "  " + executionId
                    + (execution.statusSummary() == null ? "" : "  " + PlainText.of(execution.statusSummary())));
            out.flush();
            return exitCode(execution.status());
        } finally {
            over.set(true);
            withdraw(detached);
        }
    }

    private PipelineExecution watch(String executionId, PipelineView view) {
        try {
            return new ExecutionWatch(client, pipeline, executionId, view, InstantSource.system()).untilOver();
        } catch (SdkException e) {
            if (!ExecutionWatch.isAway(e)) {
                throw e;
            }
            throw new CommandFailure(
                    "Cannot see how the execution goes any more: " + e.getMessage() + "\n" + again(executionId), e);
        }
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C came at the very end: the process ends already, and the hook has nothing to say.
        }
    }

    private String again(String executionId) {
        return "To follow it again: penstock follow " + EnvCommand.quoted(pipeline) + " " + executionId;
    }

    static int exitCode(PipelineExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED -> 0;
            case FAILED, IN_PROGRESS, STOPPING, UNKNOWN_TO_SDK_VERSION -> 1;
            case STOPPED -> 3;
            case SUPERSEDED -> 4;
            case CANCELLED -> 5;
        };
    }
}
