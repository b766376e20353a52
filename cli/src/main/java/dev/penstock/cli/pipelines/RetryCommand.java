package dev.penstock.cli.pipelines;

import dev.penstock.cli.CommandFailure;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Retries a stage that failed or was stopped. */
@Command(
        name = "retry",
        description = "Retry the stage in which a pipeline failed or was stopped.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock retry shop", "  penstock retry shop Verify --all --follow", "", Following.EXIT_CODES})
public final class RetryCommand extends PipelineCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline = "";

    @Parameters(
            index = "1",
            paramLabel = "STAGE",
            arity = "0..1",
            description = "The stage; needed when several have failed.")
    private @Nullable String stage;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            description = "The execution (default: the one that was in the stage last).")
    private @Nullable String execution;

    @Option(names = "--all", description = "All actions of the stage, not only those that failed.")
    private boolean all;

    @Option(names = "--follow", description = "Show stages and actions until the execution is over.")
    private boolean follow;

    /** Which stage of which execution. */
    private record Failed(String stage, String execution) {}

    @Override
    int call(CodePipelineClient client) {
        Failed failed = stage != null && execution != null ? new Failed(stage, execution) : find(client);
        client.retryStageExecution(r -> r.pipelineName(pipeline)
                .stageName(failed.stage)
                .pipelineExecutionId(failed.execution)
                .retryMode(all ? StageRetryMode.ALL_ACTIONS : StageRetryMode.FAILED_ACTIONS));
        if (follow) {
            return following(client, pipeline).follow(failed.execution);
        }
        out().println("Retrying stage " + failed.stage + " of execution " + failed.execution);
        out().flush();
        return 0;
    }

    private Failed find(CodePipelineClient client) {
        List<Failed> failed = client.getPipelineState(r -> r.name(pipeline)).stageStates().stream()
                .filter(RetryCommand::retryable)
                .filter(state -> stage == null || state.stageName().equals(stage))
                .map(state -> new Failed(
                        state.stageName(),
                        execution == null ? state.latestExecution().pipelineExecutionId() : execution))
                .toList();
        if (failed.isEmpty()) {
            throw new CommandFailure("No stage of " + pipeline + " has failed or was stopped"
                    + (stage == null ? "" : " by that name")
                    + ". See: penstock status " + pipeline
                    + "; for a PARALLEL pipeline name the stage and the --execution.");
        }
        if (failed.size() > 1) {
            throw new CommandFailure("Several stages have failed or were stopped; name one of them: "
                    + failed.stream().map(Failed::stage).collect(Collectors.joining(", ")));
        }
        return failed.getFirst();
    }

    private static boolean retryable(StageState state) {
        return state.latestExecution() != null
                && (state.latestExecution().status() == StageExecutionStatus.FAILED
                        || state.latestExecution().status() == StageExecutionStatus.STOPPED);
    }
}
