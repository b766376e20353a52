package dev.penstock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ctrl-C, as it reaches a command on a terminal. */
public final class Interrupts {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final long INT = 1L << 1;

    private Interrupts() {}

    /** A process that heeds them, even if these tests run as a shell's background job, which ignores them and passes that on. */
    public static ProcessBuilder heededBy(ProcessBuilder process) throws IOException {
        if (areIgnored()) {
            List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
            command.addAll(process.command());
            process.command(command);
        }
        return process;
    }

    private static boolean areIgnored() throws IOException {
        return Files.exists(STATUS)
                && Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith(IGNORED))
                        .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring(IGNORED.length()).strip(), 16)
                                        & INT)
                                != 0);
    }
}
