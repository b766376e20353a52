package dev.penstock.cli.codepipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs what a command runs, so that the JVM can record the classes for the next ones. The launcher starts it after a
 * build.
 */
final class WarmUp {
    private static final String KEYS = """
            "AccessKeyId":"k","SecretAccessKey":"s","Token":"t","Expiration":"2100-01-01T00:00:00Z","Code":"Success\"""";
    private static final String ANSWER = """
            {"pipelines":[{"name":"a","version":1,"created":1446137358.328}],"nextToken":"",%s}""".formatted(KEYS);
    private static final String ROLES = "warm-up";
    private static final String SESSION = """
            <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>k</AccessKeyId>
            <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    private final String url;
    private final Path home;

    private WarmUp(String url, Path home) {
        this.url = url;
        this.home = home;
    }

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("penstock-warm-up-");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(server));
            WarmUp warmUp = new WarmUp("http://127.0.0.1:" + server.getLocalPort(), home);
            warmUp.call();
            warmUp.askForCredentials();
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void call() {
        run("list-pipelines");
        run("list-pipelines", "--output", "text", "--query", "pipelines[].name");
        run("list-pipelines", "--output", "table", "--max-items", "1");
        run("get-pipeline", "--name", "a");
        run("start-pipeline-execution", "--name", "a", "--variables", "name=a,value=1");
        run(
                "put-third-party-job-success-result",
                "--job-id",
                "j",
                "--client-token",
                "c",
                "--execution-details",
                "{\"summary\":\"s\",\"percentComplete\":100}",
                "--current-revision",
                "revision=r,changeIdentifier=c,created=2026-11-01T12:00:00Z");
        run("poll-for-third-party-jobs", "--cli-input-json", "{}");
        run("create-pipeline", "--generate-cli-skeleton");
        run("create-pipeline", "--generate-cli-skeleton", "yaml-input");
        run("get-pipeline");
        run("get-pipeline", "help");
        run("--help");
        run("--version");
    }

    /** Those of a role, the container and the instance. The AWS SDK takes addresses from system properties too. */
    private void askForCredentials() throws IOException {
        System.setProperty("aws.endpointUrl", url);
        System.setProperty("aws.containerCredentialsFullUri", url + "/keys");
        System.setProperty("aws.ec2MetadataServiceEndpoint", url);
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws").resolve("config"), """
                [profile role]
                role_arn = arn:aws:iam::111111111111:role/warm
                source_profile = keys
                [profile keys]
                aws_access_key_id = warm
                aws_secret_access_key = up
                """);
        run("list-pipelines", "--profile", "role"); // asks, and keeps the session
        run("list-pipelines", "--profile", "role");
        run(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url + "/keys"), "list-pipelines");
        run(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", url), "list-pipelines");
    }

    private void run(String... words) {
        run(Map.of("AWS_ACCESS_KEY_ID", "warm", "AWS_SECRET_ACCESS_KEY", "up"), words);
    }

    private void run(Map<String, String> keys, String... words) {
        Map<String, String> environment = new HashMap<>(
                Map.of("HOME", home.toString(), "AWS_ENDPOINT_URL", url, "AWS_DEFAULT_REGION", "us-east-1"));
        environment.putAll(keys);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings process = CodePipelineMain.ofThisProcess();
        CodePipelineCommand.run(
                List.of(words),
                new Surroundings(
                        environment,
                        process.folder(),
                        process.in(),
                        nowhere,
                        nowhere,
                        process.screen(),
                        process.clock(),
                        process.zone(),
                        process.random(),
                        process.pause(),
                        process.prompt()));
    }

    /** To load a web server here would make the record larger than a command needs. */
    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                byte[] asked = new byte[1 << 16];
                int length = socket.getInputStream().read(asked);
                String answer = answer(new String(asked, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + answer.length()
                                        + "\r\n\r\n" + answer)
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the end, or one that has gone away
            }
        }
    }

    private static String answer(String asked) {
        if (asked.contains("Action=AssumeRole") || asked.contains("x-www-form-urlencoded")) {
            return SESSION;
        }
        return asked.contains("/security-credentials/ ") || asked.startsWith("PUT ") ? ROLES : ANSWER;
    }
}
