package dev.penstock.cli.completion;

import dev.penstock.cli.codepipeline.CodePipelineCommand;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the word under the cursor may become, one candidate a line. Called by the scripts of the shells. */
@Command(name = "complete", hidden = true, description = "Print candidates for the last of the words.")
public final class CompleteCommand implements Runnable {
    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "The words after the command's name, the one under the cursor last; it may be empty.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        candidates().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    private List<String> candidates() {
        Path here = Path.of("").toAbsolutePath();
        if (words.size() > 1 && words.getFirst().equals(CodePipelineCommand.NAME)) {
            return new CodePipelineWords(typed -> LiveNames.ofCodePipeline(System.getenv(), here, typed))
                    .candidates(words.subList(1, words.size()));
        }
        return new OperatorWords(spec.root(), typed -> LiveNames.ofOperator(System.getenv(), here, typed))
                .candidates(words);
    }
}
