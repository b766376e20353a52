package dev.penstock.cli.codepipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs what a command runs, so that the JVM can record the classes for the next ones. The launcher starts it after a
 * build.
 */
final class WarmUp {
    private static final String ANSWER = """
            {"pipelines":[{"name":"a","version":1,"created":1446137358.328}],"nextToken":""}""";

    private WarmUp() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(server));
            String url = "http://127.0.0.1:" + server.getLocalPort();
            run(url, "list-pipelines");
            run(url, "list-pipelines", "--output", "text", "--query", "pipelines[].name");
            run(url, "list-pipelines", "--output", "table", "--max-items", "1");
            run(url, "get-pipeline", "--name", "a");
            run(url, "start-pipeline-execution", "--name", "a", "--variables", "name=a,value=1");
            run(
                    url,
                    "put-third-party-job-success-result",
                    "--job-id",
                    "j",
                    "--client-token",
                    "c",
                    "--execution-details",
                    "{\"summary\":\"s\",\"percentComplete\":100}",
                    "--current-revision",
                    "revision=r,changeIdentifier=c,created=2026-11-01T12:00:00Z");
            run(url, "poll-for-third-party-jobs", "--cli-input-json", "{}");
            run(url, "create-pipeline", "--generate-cli-skeleton");
            run(url, "create-pipeline", "--generate-cli-skeleton", "yaml-input");
            run(url, "get-pipeline");
            run(url, "get-pipeline", "help");
            run(url, "--help");
            run(url, "--version");
        }
    }

    private static void run(String url, String... words) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings process = CodePipelineMain.ofThisProcess();
        CodePipelineCommand.run(
                List.of(words),
                new Surroundings(
                        Map.of(
                                "HOME", process.folder().toString(),
                                "AWS_ENDPOINT_URL", url,
                                "AWS_ACCESS_KEY_ID", "warm",
                                "AWS_SECRET_ACCESS_KEY", "up",
                                "AWS_DEFAULT_REGION", "us-east-1"),
                        process.folder(),
                        process.in(),
                        nowhere,
                        nowhere,
                        process.screen(),
                        process.clock(),
                        process.zone(),
                        process.random(),
                        process.pause()));
    }

    /** The same to everybody: to load a web server here would make the record larger than a command needs. */
    private static void answer(ServerSocket server) {
        byte[] answer = ("HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER.length() + "\r\n\r\n" + ANSWER)
                .getBytes(StandardCharsets.US_ASCII);
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[1 << 16]);
                socket.getOutputStream().write(answer);
            } catch (IOException e) {
                // the end
            }
        }
    }
}
