package dev.penstock.cli.completion;

import dev.penstock.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell has to read to complete {@code penstock}. */
@Command(
        name = "completion",
        description = {
            "Print what a shell needs to complete commands, options, values and names of live pipelines.",
            "Names come from the running server; without one the rest is completed all the same."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(penstock completion bash)                                  in ~/.bashrc",
            "  source <(penstock completion zsh)                                   in ~/.zshrc, after compinit",
            "  penstock completion fish > ~/.config/fish/completions/penstock.fish"
        })
public final class CompletionCommand implements Runnable {
    /** Shells that can be told. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(script(shell));
        spec.commandLine().getOut().flush();
    }

    static String script(Shell shell) {
        String file = "penstock." + shell.name().toLowerCase(Locale.ROOT);
        try (InputStream in = CompletionCommand.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new CommandFailure("The script " + file + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
