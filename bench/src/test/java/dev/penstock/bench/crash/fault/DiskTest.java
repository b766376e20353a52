package dev.penstock.bench.crash.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "mounts and file limits are set with Linux's tools")
class DiskTest {
    private static final Random RANDOM = new Random(1);

    @Test
    void aFullFileSystemTakesNothingUntilThereIsSpaceAgain(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        try (Disk disk = SmallFileSystem.on(data, folder.resolve("log"))) {
            if (!(disk instanceof SmallFileSystem)) {
                abort(disk.description());
            }
            ProcessHandle nobody = ProcessHandle.current();
            assertThat(written(disk, data.resolve("before"))).isEmpty();

            disk.fill(nobody, RANDOM);
            assertThat(written(disk, data.resolve("during"))).contains("No space left on device");

            disk.free(nobody);
            assertThat(written(disk, data.resolve("after"))).isEmpty();
            assertThat(disk.outside(data.resolve("after"))).hasSize(1_000_000);
            assertThat(data).as("what others see").isEmptyDirectory();
        }
    }

    @Test
    void whereNothingCanBeMountedALimitOnFilesSaysSo(@TempDir Path folder) throws Exception {
        Process writer =
                process(List.of("sh", "-c", "trap '' XFSZ; read _; echo more | cat >" + folder.resolve("file")));
        try (Disk disk = new FileLimit(folder, "no rights")) {
            assertThat(disk.description()).contains("EFBIG").contains("no rights");
            Signals.limitFiles(writer.toHandle(), "0");
            writer.outputWriter().append("go\n").flush();
            assertThat(said(writer)).contains("File too large");
        } finally {
            writer.destroyForcibly();
        }
    }

    /** A megabyte, written by a process that sees the disk; what went wrong, or empty text. */
    private static String written(Disk disk, Path file) throws IOException, InterruptedException {
        Process process =
                process(disk.around(List.of("sh", "-c", "head -c 1000000 /dev/zero >\"$1\"", "sh", file.toString())));
        String said = said(process);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(file)).isFalse();
        return said;
    }

    private static Process process(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
