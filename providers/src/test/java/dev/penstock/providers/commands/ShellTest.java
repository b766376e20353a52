package dev.penstock.providers.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("The shell of a run")
class ShellTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path parent;

    @Test
    void aProcessThatGotAwayWithThePipeIsNotWaitedFor() throws Exception {
        Path pid = parent.resolve("pid");
        // The pipe "ready" holds the shell up until the process has left it, its session and its environment.
        List<String> commands = List.of(
                "echo before",
                "mkfifo ready",
                "env -i setsid /bin/sh -c 'echo $$ >ready; exec sleep 600' & read pid <ready",
                "echo $pid >" + pid);
        RunFolder folder = RunFolder.create(parent, "run");
        RunLog log = RunLog.open(parent.resolve("log"), 1000);
        try (folder;
                log) {
            Shell.End end = Shell.run("run-away", commands, Map.of(), folder, folder.sources(), log);

            assertThat(end).isEqualTo(new Shell.End(0, 4));
            assertThat(log.lastLines(5)).isEqualTo("before");
        } finally {
            ProcessHandle escaped = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            assertThat(escaped.isAlive()).isTrue();
            escaped.destroyForcibly();
            escaped.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLogThatIsClosedTakesNothingEvenIfItWasFull() throws Exception {
        RunLog log = RunLog.open(parent.resolve("log"), 2);
        log.write(new byte[] {'a', 'b', 'c'}, 3);
        log.close();

        assertThatIOException().isThrownBy(() -> log.write(new byte[] {'d'}, 1));

        assertThat(log.lastLines(1)).isEqualTo("abc");
    }
}
