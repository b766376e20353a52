package dev.penstock.cli;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.backup.Backup;
import dev.penstock.server.backup.Contents;
import dev.penstock.server.settings.Settings;
import dev.penstock.server.settings.SettingsException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backs up a data folder while its server works. */
@Command(
        name = "backup",
        description = {
            "Back up a server's data folder - SQLite database, key, access keys, settings, S3 objects - into one file,"
                    + " while the server works.",
            "The file is as secret as the server, since its key opens the secrets in it. With --without-key keep a copy"
                    + " of penstock.key elsewhere: without that key the secrets are lost."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock backup penstock-$(date +%%F).zip",
            "  penstock backup --without-key --data /var/lib/penstock /backups/penstock.zip"
        })
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "The file to write; must not exist.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path archive;

    @Option(
            names = "--without-key",
            description = "Leave out what is secret in itself: the key file, access keys, and penstock.yaml.")
    private boolean withoutKey;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The server's key file (default: as the settings say, or penstock.key in the data folder).")
    private @Nullable Path keyFile;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path folder = data.folder();
        try (ProgressLine line = ProgressLine.on(spec.commandLine().getErr())) {
            Path key = keyFile == null ? keyFile(folder) : keyFile;
            Contents contents = new Backup(folder, key, !withoutKey, line)
                    .write(
                            archive.toAbsolutePath(),
                            Version.number(),
                            Clock.systemUTC().instant());
            line.clear();
            spec.commandLine().getOut().println("Backed up " + folder + " to " + archive + warning(contents, key));
            return 0;
        } catch (IllegalStateException | UncheckedIOException | SettingsException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Path keyFile(Path folder) {
        return PenstockServer.keyFile(
                Settings.load(Map.of(), System.getenv(), folder).database(), folder);
    }

    private static String warning(Contents contents, Path key) {
        return contents.withKey()
                ? ". It holds the key: keep it as secret as the server."
                : ". It opens with the key file only: keep a copy of " + key + " elsewhere.";
    }
}
