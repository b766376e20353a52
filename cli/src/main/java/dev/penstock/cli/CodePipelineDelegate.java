package dev.penstock.cli;

import dev.penstock.cli.codepipeline.CodePipelineMain;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Shows {@code penstock codepipeline} among the commands. The launcher starts {@link CodePipelineMain} itself; this is for
 * those who start the program otherwise.
 */
@Command(
        name = "codepipeline",
        description = "Call the CodePipeline API: the commands of 'aws codepipeline'.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock codepipeline help",
            "  penstock codepipeline list-pipelines --query 'pipelines[].name' --output text",
            "  penstock codepipeline start-pipeline-execution --name bookshop"
        })
final class CodePipelineDelegate implements Runnable {
    @Unmatched
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        CodePipelineMain.main(words.toArray(String[]::new));
    }
}
