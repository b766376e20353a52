package dev.penstock.cli;

import dev.penstock.server.backup.Contents;
import dev.penstock.server.backup.Restore;
import dev.penstock.server.data.DataFolderInUseException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder from a backup. */
@Command(
        name = "restore",
        description = {
            "Make a data folder from a backup. The folder must be empty: nothing is ever overwritten.",
            "Before anything is put in place, the database is checked, and whether the key is its own."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock restore --data ./restored penstock-2026-11-24.zip",
            "  penstock restore --data ./restored --key-file penstock.key without-key.zip"
        })
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "What 'penstock backup' has written.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path archive;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The key file, for a backup that was made without it; is copied into the data folder.")
    private @Nullable Path keyFile;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path folder = data.folder();
        try (ProgressLine line = ProgressLine.on(spec.commandLine().getErr())) {
            Contents contents = new Restore(folder, keyFile, line).from(archive);
            line.clear();
            spec.commandLine()
                    .getOut()
                    .println("Restored the state of " + contents.created() + " into " + folder
                            + ". Start it with 'penstock up --data " + folder + "'.");
            return 0;
        } catch (IllegalStateException | UncheckedIOException | DataFolderInUseException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
