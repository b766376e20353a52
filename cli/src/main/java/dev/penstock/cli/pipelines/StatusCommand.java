package dev.penstock.cli.pipelines;

import dev.penstock.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** Shows where a pipeline stands. */
@Command(
        name = "status",
        description = "Show stages, actions, transitions and the newest executions of a pipeline.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock status shop", "  penstock explain shop      why it waits"})
public final class StatusCommand extends PipelineCommand {
    private static final int EXECUTIONS = 5;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Name of the pipeline.")
    private String pipeline = "";

    @Override
    int call(CodePipelineClient client) {
        GetPipelineStateResponse state = client.getPipelineState(r -> r.name(pipeline));
        PipelineDeclaration declared = client.getPipeline(r -> r.name(pipeline)).pipeline();
        out().println(pipeline + "  version " + declared.version() + "  " + declared.executionModeAsString());
        out().println();
        state.stageStates().forEach(this::show);
        out().println();
        showExecutions(client);
        return 0;
    }

    private void show(StageState stage) {
        List<String> facts = new ArrayList<>();
        if (stage.latestExecution() != null) {
            facts.add(stage.latestExecution().statusAsString() + " in "
                    + stage.latestExecution().pipelineExecutionId());
        }
        TransitionState transition = stage.inboundTransitionState();
        if (transition != null && Boolean.FALSE.equals(transition.enabled())) {
            facts.add("closed by " + PlainText.of(transition.lastChangedBy()) + ": "
                    + PlainText.of(transition.disabledReason()));
        }
        if (!stage.inboundExecutions().isEmpty()) {
            facts.add(stage.inboundExecutions().size() + " waiting");
        }
        out().println((stage.stageName() + "  " + String.join("; ", facts)).stripTrailing());
        new PipelineView(out(), false, Terminal.isColoured())
                .print(stage.actionStates().stream()
                        .map(action -> ActionRow.of("", action))
                        .toList());
    }

    private void showExecutions(CodePipelineClient client) {
        List<List<String>> rows = client
                .listPipelineExecutions(r -> r.pipelineName(pipeline).maxResults(EXECUTIONS))
                .pipelineExecutionSummaries()
                .stream()
                .map(StatusCommand::row)
                .toList();
        if (rows.isEmpty()) {
            out().println("No execution yet. Start one with: penstock run " + pipeline);
            out().flush();
            return;
        }
        new Table(List.of("EXECUTION", "STATUS", "STARTED", "STARTED BY"), rows).print(out());
    }

    private static List<String> row(PipelineExecutionSummary execution) {
        String by = execution.trigger() == null
                ? "-"
                : execution.trigger().triggerTypeAsString() + " "
                        + (execution.trigger().triggerDetail() == null
                                ? ""
                                : execution.trigger().triggerDetail());
        return List.of(
                execution.pipelineExecutionId(),
                execution.statusAsString(),
                PipelinesCommand.at(execution.startTime()),
                by.strip());
    }
}
