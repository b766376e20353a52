package dev.penstock.cli.pipelines;

import dev.penstock.cli.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** Shows how an execution goes, until it is over. */
@Command(
        name = "follow",
        description = "Show stages and actions of an execution until it is over; its end is the exit code.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock follow shop                                          the newest execution",
            "  penstock follow shop 0199f0de-6b0f-7a0e-8b0b-0f6f9f4f3a77",
            "",
            Following.EXIT_CODES
        })
public final class FollowCommand extends PipelineCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline = "";

    @Parameters(
            index = "1",
            paramLabel = "EXECUTION",
            arity = "0..1",
            description = "Id of the execution (default: the newest one).")
    private @Nullable String execution;

    @Override
    int call(CodePipelineClient client) {
        return following(client, pipeline).follow(execution == null ? newest(client, pipeline) : execution);
    }

    static String newest(CodePipelineClient client, String pipeline) {
        return client
                .listPipelineExecutions(r -> r.pipelineName(pipeline).maxResults(1))
                .pipelineExecutionSummaries()
                .stream()
                .map(PipelineExecutionSummary::pipelineExecutionId)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "The pipeline " + pipeline + " has no execution. Start one with: penstock run " + pipeline));
    }
}
