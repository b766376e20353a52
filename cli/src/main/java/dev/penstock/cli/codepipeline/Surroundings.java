package dev.penstock.cli.codepipeline;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything a command takes from outside itself, so that tests can give it.
 *
 * @param folder to which relative paths refer
 * @param zone asked for only when there is a need: to read the zones takes longer than a call
 * @param random of the pauses between retries and of request tokens; asked for only when there is a need
 */
public record Surroundings(
        Map<String, String> environment,
        Path folder,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Screen screen,
        InstantSource clock,
        Supplier<ZoneId> zone,
        Supplier<RandomGenerator> random,
        Pause pause,
        Prompt prompt) {

    /** How a command asks the person before it for a secret. */
    public interface Prompt {
        /** Nothing if nobody is there. */
        Optional<String> ask(String question);
    }

    /** How a command waits before it tries again. */
    public interface Pause {
        /** Whether the wait was ended before its time. */
        boolean of(Duration length) throws InterruptedException;
    }

    /**
     * @param terminal whether standard output is one
     * @param width in columns
     */
    public record Screen(boolean terminal, int width) {}

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The user's folder: that of the shell, whatever the account says (spec cli 16). */
    public Path home() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home")));
    }
}
