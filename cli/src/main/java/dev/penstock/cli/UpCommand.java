package dev.penstock.cli;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.data.DataFolderInUseException;
import dev.penstock.server.settings.Settings;
import dev.penstock.server.settings.SettingsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a server until the process is asked to end. */
@Command(
        name = "up",
        description = {
            "Start a server and keep it running until it is interrupted.",
            "The first start makes the account 111111111111 and writes its administrator's key into the data folder."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock up",
            "  penstock up --data ./my-data --port 9420 --s3-port 9421",
            "  penstock up --database jdbc:postgresql://localhost/penstock",
            "  penstock up --set jobs.continuation-delay=5s"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folder();
        Settings settings = options.load(folder);
        PenstockServer server = start(folder, settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("drain").unstarted(() -> {
            server.close();
            stopped.countDown();
        }));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Penstock is ready: CodePipeline at " + server.apiEndpoint() + ", S3 at " + server.s3Endpoint()
                + ", data in " + folder);
        out.flush();
        stopped.await();
        return 0;
    }

    /** A folder in use, a port taken, a database out of reach: the server's own words say what to do. */
    private static PenstockServer start(Path folder, Settings settings) {
        try {
            return PenstockServer.start(folder, settings);
        } catch (DataFolderInUseException | SettingsException | IllegalStateException | UncheckedIOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
