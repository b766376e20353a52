package dev.penstock.cli.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.codepipeline.golden.RecordingServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as the process that it is. */
@Timeout(120)
class ProcessTest {
    @TempDir
    private Path folder;

    @Test
    void theProcessEndsWithTheCodeOfTheCommandAndItsOutput() throws Exception {
        try (RecordingServer server = new RecordingServer()) {
            server.prepare(List.of(RecordingServer.Answer.ok("{\"pipelines\":[{\"name\":\"é日\"}]}")));
            Process list = start(server, "list-pipelines", "--output", "text");
            assertThat(CommandProcess.read(list)).isEqualTo("PIPELINES\té日\n");
            assertThat(list.waitFor()).isZero();

            assertThat(start(server, "get-pipeline").waitFor()).isEqualTo(2);
            assertThat(start(server, "get-pipeline", "--name", "").waitFor()).isEqualTo(255);
        }
    }

    @Test
    void anInterruptEndsTheWaitForAnAnswer() throws Exception {
        try (RecordingServer server = new RecordingServer()) {
            server.prepare(List.of(new RecordingServer.Answer(200, Map.of(), "{}", true, false)));
            Process waiting = start(server, "list-pipelines");
            server.awaitRequest();
            new ProcessBuilder("kill", "-INT", Long.toString(waiting.pid()))
                    .start()
                    .waitFor();
            assertThat(CommandProcess.read(waiting)).isEqualTo("\n");
            assertThat(waiting.waitFor()).isEqualTo(130);
        }
    }

    @Test
    void aReaderThatGoesAwayIsNoError() throws Exception {
        try (RecordingServer server = new RecordingServer()) {
            String many = "{\"name\":\"" + "x".repeat(200_000) + "\"}";
            server.prepare(List.of(RecordingServer.Answer.ok("{\"pipelines\":[" + many + "]}")));
            Process list = start(server, "list-pipelines");
            list.getInputStream().close();
            assertThat(new String(list.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(list.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private Process start(RecordingServer server, String... words) throws IOException {
        return CommandProcess.start(
                folder,
                Map.of(
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL", server.url()),
                words);
    }
}
