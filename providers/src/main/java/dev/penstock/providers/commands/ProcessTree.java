package dev.penstock.providers.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * All processes of a run. They are told by a variable of their environment, which children inherit: so those that left
 * their parent behind, and those of a server that died, are found too. Where there is no {@code /proc} only the
 * descendants of the shell are.
 */
final class ProcessTree {
    /** Name of the variable. */
    static final String MARK = "PENSTOCK_RUN";

    private static final Path PROC = Path.of("/proc");

    /** A process may fork while the others are being killed, so the search is repeated; a fork bomb outlives it. */
    private static final int ROUNDS = 20;

    private static final long PATIENCE_SECONDS = 2;

    private ProcessTree() {}

    /** Kills the shell and everything that came of it, and waits until they are gone. */
    static void kill(ProcessHandle shell, String run) {
        // Children first learned, since they lose their parent with it.
        List<ProcessHandle> descendants = shell.descendants().toList();
        end(shell);
        descendants.forEach(ProcessTree::end);
        kill(run);
    }

    /** Kills the processes of a run whose shell is not known any more. */
    static void kill(String run) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> found = marked(run);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessTree::end);
            await(found);
        }
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
    }

    private static List<ProcessHandle> marked(String run) {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        byte[] mark = (MARK + "=" + run).getBytes(StandardCharsets.UTF_8);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(
                            process -> process.pid() != ProcessHandle.current().pid())
                    .filter(process -> carries(process, mark))
                    .toList();
        }
    }

    private static boolean carries(ProcessHandle process, byte[] mark) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
            int start = 0;
            for (int i = 0; i <= environment.length; i++) {
                if (i == environment.length || environment[i] == 0) {
                    if (Arrays.equals(environment, start, i, mark, 0, mark.length)) {
                        return true;
                    }
                    start = i + 1;
                }
            }
            return false;
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }

    private static void await(List<ProcessHandle> killed) {
        CompletableFuture<?> gone = CompletableFuture.allOf(
                killed.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The next round looks again.
        }
    }
}
