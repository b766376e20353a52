package dev.penstock.cli;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs what a server's start or a command runs, so that the JVM can record the classes for the next ones. The launcher
 * calls it after a build.
 */
@Command(name = "warm-up", hidden = true, description = "Record classes for quick starts.")
final class WarmUpCommand implements Runnable {
    enum What {
        SERVER,
        COMMAND
    }

    @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}")
    private What what = What.COMMAND;

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("penstock-warm-up-");
            try {
                switch (what) {
                    case SERVER -> startServer(folder.resolve("data"));
                    case COMMAND -> runCommands(folder);
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new CommandFailure("Cannot warm up: " + e.getMessage(), e);
        }
    }

    private static void startServer(Path folder) {
        Settings settings = Settings.of(Map.of("server.port", "0", "server.s3-port", "0"));
        try (PenstockServer server = PenstockServer.start(folder, settings)) {
            AwsFiles.Access access = AwsFiles.in(server.dataFolder()).require(AwsFiles.ADMINISTRATOR);
            try (var codePipeline = Clients.codePipeline(access);
                    var s3 = Clients.s3(access)) {
                codePipeline.listPipelines();
                s3.createBucket(b -> b.bucket("warm-up"));
            }
        }
    }

    /** Against a server that answers every call with an empty object. */
    private static void runCommands(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            Files.writeString(
                    folder.resolve("config"), """
                    [profile penstock]
                    region = us-east-1
                    endpoint_url = http://127.0.0.1:%d
                    """.formatted(server.getAddress().getPort()));
            Files.writeString(folder.resolve("credentials"), """
                    [penstock]
                    aws_access_key_id = warm
                    aws_secret_access_key = up
                    """);
            String data = folder.toString();
            CommandLine command = Penstock.commandLine();
            command.execute("--version");
            command.execute("--help");
            command.execute("env", "--data", data);
            command.execute("settings", "--data", data);
            command.execute("admin", "list-accounts", "--data", data);
        } finally {
            server.stop(0);
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
