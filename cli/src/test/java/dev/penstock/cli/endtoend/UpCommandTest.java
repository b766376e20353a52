package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Clients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class UpCommandTest {
    private record Ended(int code, String out, String err) {}

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aReadyServerNamesItsEndpointsAnswersAndEndsWhenAsked() throws Exception {
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data)) {
            var access = server.administrator();
            assertThat(server.readyLine())
                    .contains(access.codePipeline().toString(), access.s3().toString(), data.toString());
            try (var codePipeline = Clients.codePipeline(access)) {
                assertThat(codePipeline.listPipelines().pipelines()).isEmpty();
            }
            for (String file : List.of("config", "credentials")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(server.log()).doesNotContain("Exception");
            server.terminate();
        }
        try (ServerProcess again = ServerProcess.start(data)) {
            try (var codePipeline = Clients.codePipeline(again.administrator())) {
                assertThat(codePipeline.listPipelines().pipelines()).isEmpty();
            }
        }
    }

    @Test
    void aSecondServerOnTheSameFolderSaysWhoHasIt() throws Exception {
        Path data = folder.resolve("data");
        try (ServerProcess _ = ServerProcess.start(data)) {
            Ended second = run("up", "--data", data.toString(), "--port", "0", "--s3-port", "0");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err())
                    .contains("in use by another server", "--data")
                    .doesNotContain("\tat ");
            assertThat(second.out()).isEmpty();
        }
    }

    @Test
    void aUsedPortSaysHowToTakeAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Ended refused = run("up", "--data", folder.resolve("data").toString(), "--port", port, "--s3-port", "0");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains(port, "--port").doesNotContain("\tat ");
        }
    }

    private Ended run(String... arguments) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = ServerProcess.penstock(List.of(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
