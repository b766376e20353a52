package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.AwsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that knows nothing of Penstock, run with the environment that {@code penstock env} makes.
 *
 * @param command the program and its first arguments
 * @param files where its profiles are
 */
record Tool(List<String> command, AwsFiles files, String profile) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The AWS CLI as it was installed. */
    static Tool awsCli(AwsFiles files, String profile) {
        need("aws", "--version");
        return new Tool(List.of("aws", "--cli-read-timeout", "40", "--output", "json"), files, profile);
    }

    /** Python with boto3. */
    static Tool python(AwsFiles files, String profile) {
        need("python3", "-c", "import boto3");
        return new Tool(List.of("python3"), files, profile);
    }

    /** Its answer as JSON; fails the test when the program fails. */
    JsonNode json(String... arguments) throws IOException, InterruptedException {
        String text = run(arguments);
        return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
    }

    /** What it prints; fails the test when the program fails. */
    String run(String... arguments) throws IOException, InterruptedException {
        Result result = attempt(arguments);
        assertThat(result.code())
                .as("%s %s%n%s%n%s", command, List.of(arguments), result.out(), result.err())
                .isZero();
        return result.out();
    }

    /** Runs it whatever it answers. */
    Result attempt(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        Path out = Files.createTempFile("tool-", ".out");
        Path err = Files.createTempFile("tool-", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().put("AWS_CONFIG_FILE", files.config().toString());
            builder.environment()
                    .put("AWS_SHARED_CREDENTIALS_FILE", files.credentials().toString());
            builder.environment().put("AWS_PROFILE", profile);
            builder.environment().put("AWS_PAGER", "");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(all + " does not end");
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** Without the program the test is skipped, with the reason; in CI it must be there. */
    private static void need(String... check) {
        boolean there;
        try {
            Process process = new ProcessBuilder(check)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            there = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            there = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        String missing = String.join(" ", check) + " does not work; install awscli and python3-boto3";
        if (System.getenv("CI") != null) {
            assertThat(there).as(missing).isTrue();
        }
        Assumptions.assumeTrue(there, missing);
    }

    record Result(int code, String out, String err) {}
}
