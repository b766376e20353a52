package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The setting {@code credential_process}: a program that prints a key as JSON. */
final class CredentialProcess {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private CredentialProcess() {}

    /**
     * @throws InvalidValue if it fails or prints something else
     */
    static Credentials run(String command, Surroundings surroundings) {
        return run(command, surroundings, LIMIT);
    }

    static Credentials run(String command, Surroundings surroundings, Duration limit) {
        Process process = start(command, surroundings);
        // Read elsewhere: a program that neither prints nor ends would hold this thread for ever.
        FutureTask<byte[]> printed = new FutureTask<>(process.getInputStream()::readAllBytes);
        Thread.ofPlatform().daemon().name("credential-process").start(printed);
        try {
            process.getOutputStream().close();
            String text = new String(printed.get(limit.toNanos(), TimeUnit.NANOSECONDS), StandardCharsets.UTF_8);
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failed(tooLong(limit));
            }
            if (process.exitValue() != 0) {
                throw failed("it ended with exit code " + process.exitValue());
            }
            return read(text);
        } catch (TimeoutException e) {
            throw failed(tooLong(limit));
        } catch (IOException | ExecutionException e) {
            throw failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static String tooLong(Duration limit) {
        return "it did not end within " + limit.toSeconds() + " seconds";
    }

    private static Process start(String command, Surroundings surroundings) {
        try {
            ProcessBuilder builder = new ProcessBuilder(words(command))
                    .directory(surroundings.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().clear();
            builder.environment().putAll(surroundings.environment());
            return builder.start();
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private static Credentials read(String printed) {
        try {
            if (JsonReader.read(printed.strip()) instanceof MapValue map) {
                return new Credentials(
                        text(map, "AccessKeyId").orElseThrow(() -> failed("no AccessKeyId")),
                        text(map, "SecretAccessKey").orElseThrow(() -> failed("no SecretAccessKey")),
                        text(map, "SessionToken"));
            }
        } catch (JsonSyntaxException e) {
            // What it printed may hold a secret, so the message does not show it.
        }
        throw failed("what it printed is no JSON object");
    }

    private static Optional<String> text(MapValue map, String name) {
        Value value = map.members().get(name);
        return value instanceof TextValue(String text) ? Optional.of(text) : Optional.empty();
    }

    private static InvalidValue failed(String reason) {
        return new InvalidValue("Error when retrieving credentials from custom-process: " + reason);
    }

    /** Words of a command line; quotes keep blanks. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean any = false;
        for (char c : command.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                any = true;
            } else if (Character.isWhitespace(c)) {
                if (any || !word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                    any = false;
                }
            } else {
                word.append(c);
            }
        }
        if (any || !word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
