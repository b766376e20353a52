package dev.penstock.cli.pipelines;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;

/** Lists pipelines with their newest execution. */
@Command(
        name = "pipelines",
        description = "List the pipelines, each with its newest execution.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock pipelines", "  penstock pipelines --region eu-west-1"})
public final class PipelinesCommand extends PipelineCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Override
    int call(CodePipelineClient client) {
        List<List<String>> rows = new ArrayList<>();
        for (PipelineSummary pipeline : client.listPipelinesPaginator(r -> {}).pipelines()) {
            Optional<PipelineExecutionSummary> newest = client
                    .listPipelineExecutions(r -> r.pipelineName(pipeline.name()).maxResults(1))
                    .pipelineExecutionSummaries()
                    .stream()
                    .findFirst();
            rows.add(List.of(
                    pipeline.name(),
                    pipeline.executionModeAsString(),
                    Integer.toString(pipeline.version()),
                    newest.map(PipelineExecutionSummary::statusAsString).orElse("-"),
                    newest.map(e -> at(e.startTime())).orElse("-"),
                    newest.map(PipelineExecutionSummary::pipelineExecutionId).orElse("-")));
        }
        if (rows.isEmpty()) {
            err().println("There is no pipeline here. Create one with: penstock codepipeline create-pipeline"
                    + " --cli-input-json file://pipeline.json");
            return 0;
        }
        new Table(List.of("PIPELINE", "MODE", "VERSION", "NEWEST", "STARTED", "EXECUTION"), rows).print(out());
        return 0;
    }

    static String at(Instant time) {
        return TIME.format(time);
    }
}
