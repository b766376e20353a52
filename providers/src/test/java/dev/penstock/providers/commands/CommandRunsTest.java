package dev.penstock.providers.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.Script;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.SampleJobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

@DisplayName("A run of commands")
class CommandRunsTest {
    private static final long LIMIT = 1000;
    private static final Job JOB = SampleJobs.script(
            new Script(List.of("true"), List.of(), List.of(), Map.of()),
            new ArtifactLocation("App", "artifacts", "app.zip", null));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Holds one object of that size, and counts how much of it is read. */
    private static final class OneObject implements S3Client {
        private final long size;
        private long read;
        private boolean aborted;

        OneObject(long size) {
            this.size = size;
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
            InputStream content = new InputStream() {
                @Override
                public int read() throws IOException {
                    return read++ < size ? 'x' : -1;
                }
            };
            return new ResponseInputStream<>(
                    GetObjectResponse.builder().contentLength(size).build(),
                    AbortableInputStream.create(content, () -> aborted = true));
        }

        @Override
        public String serviceName() {
            return S3Client.SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private FailedAction failure(OneObject store) throws Exception {
        CommandRuns runs = CommandRuns.open(
                Files.createDirectory(folder.resolve("runs")),
                Files.createDirectory(folder.resolve("logs")),
                new CommandRuns.Limits(LIMIT, LIMIT, LIMIT));
        FailedAction failure = assertThatExceptionOfType(FailedAction.class)
                .isThrownBy(() -> runs.run(JOB, store))
                .actual();
        assertThat(folder.resolve("runs")).isEmptyDirectory();
        return failure;
    }

    @Test
    void anInputArtifactOverTheLimitIsNotDownloaded() throws Exception {
        OneObject store = new OneObject(LIMIT + 1);

        FailedAction failure = failure(store);

        assertThat(failure.failure().type()).isEqualTo(FailureType.CONFIGURATION_ERROR);
        assertThat(failure)
                .hasMessage("The input artifact 'App' has 1001 bytes. An input artifact of commands may have at most"
                        + " 1000. Put less into it, or split it.");
        assertThat(store.read).isZero();
        assertThat(store.aborted).isTrue();
    }

    @Test
    void anInputArtifactAtTheLimitIsRead() throws Exception {
        OneObject store = new OneObject(LIMIT);

        assertThat(failure(store)).hasMessage("The archive is malformed.");

        assertThat(store.read).isGreaterThanOrEqualTo(LIMIT);
    }
}
