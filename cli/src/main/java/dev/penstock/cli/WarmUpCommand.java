package dev.penstock.cli;

import dev.penstock.cli.demo.Clients;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs what a start and a first call run, so that the JVM can record the classes for the next starts. The launcher calls
 * it once after a build.
 */
@Command(name = "warm-up", hidden = true, description = "Record classes for quick starts.")
final class WarmUpCommand implements Runnable {
    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("penstock-warm-up-");
            try {
                start(folder.resolve("data"));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new CommandFailure("Cannot warm up: " + e.getMessage(), e);
        }
    }

    private static void start(Path folder) {
        Settings settings = Settings.of(Map.of("server.port", "0", "server.s3-port", "0"));
        try (PenstockServer server = PenstockServer.start(folder, settings)) {
            AwsFiles.Access access = AwsFiles.in(folder).require(AwsFiles.ADMINISTRATOR);
            try (var codePipeline = Clients.codePipeline(access);
                    var s3 = Clients.s3(access)) {
                codePipeline.listPipelines();
                s3.createBucket(b -> b.bucket("warm-up"));
            }
            String data = folder.toString();
            CommandLine command = Penstock.commandLine();
            command.execute("env", "--data", data);
            command.execute("settings", "--data", data);
            command.execute("admin", "list-accounts", "--data", data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
