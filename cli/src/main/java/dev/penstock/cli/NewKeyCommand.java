package dev.penstock.cli;

import dev.penstock.store.seal.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the key file of a database that several servers will share. */
@Command(
        name = "new-key",
        description = {
            "Make a key file for a new database.",
            "A server makes its own in its data folder. Servers that share a database need the same one from their first"
                    + " start on: give it to them with the setting database.key-file, and keep a copy. What it encrypts"
                    + " is lost without it."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  penstock new-key /etc/penstock/penstock.key"})
final class NewKeyCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The file to make; must not exist.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        if (Files.exists(file)) {
            throw new CommandFailure("The file " + file + " is there already. A key is never overwritten.");
        }
        try {
            Sealer.create(file);
        } catch (IllegalStateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getOut().println("Made the key " + file + ". Keep a copy of it in a safe place.");
    }
}
