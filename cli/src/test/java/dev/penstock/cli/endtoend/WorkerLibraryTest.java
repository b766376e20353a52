package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.cli.Clients;
import dev.penstock.cli.CommandFailure;
import dev.penstock.cli.demo.Bookshop;
import dev.penstock.cli.demo.PipelineWatch;
import dev.penstock.cli.pipelines.PipelineView;
import dev.penstock.worker.ClientTokens;
import dev.penstock.worker.JobHandler;
import dev.penstock.worker.JobOutcome;
import dev.penstock.worker.JobWorker;
import dev.penstock.worker.ThirdPartyWorker;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker library against a real server. */
@Timeout(300)
class WorkerLibraryTest {
    @FunctionalInterface
    private interface Story {
        void tell(Bookshop bookshop, PipelineWatch watch) throws Exception;
    }

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aLargeArtifactIsSentInPartsWithTheJobsCredentials() throws Exception {
        long size = (64L << 20) + 12_345;
        Path large = folder.resolve("large.zip");
        try (var out = Files.newByteChannel(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.position(size - 4).write(java.nio.ByteBuffer.wrap("done".getBytes(StandardCharsets.US_ASCII)));
        }
        JobHandler handler = job -> {
            job.artifacts().upload("Report", large);
            return JobOutcome.succeeded("sent");
        };
        run(handler, (bookshop, watch) -> {
            var execution = watch.untilSucceeded(new CompletableFuture<>(), Duration.ofMinutes(2));
            var report = bookshop.timeline(execution.pipelineExecutionId()).actions().stream()
                    .filter(action -> action.actionName().equals("AcmeCheck"))
                    .findFirst()
                    .orElseThrow()
                    .output()
                    .outputArtifacts()
                    .getFirst()
                    .s3location();
            assertThat(bookshop.s3()
                            .headObject(r -> r.bucket(report.bucket()).key(report.key()))
                            .contentLength())
                    .isEqualTo(size);
            assertThat(bookshop.s3()
                            .getObjectAsBytes(r ->
                                    r.bucket(report.bucket()).key(report.key()).range("bytes=" + (size - 4) + "-"))
                            .asUtf8String())
                    .isEqualTo("done");
        });
    }

    @Test
    void aHandlersExceptionIsTheActionsFailure() throws Exception {
        JobHandler handler = job -> {
            throw new IllegalStateException("the browser farm is closed");
        };
        run(
                handler,
                (bookshop, watch) -> assertThatThrownBy(
                                () -> watch.untilSucceeded(new CompletableFuture<>(), Duration.ofMinutes(2)))
                        .isInstanceOf(CommandFailure.class)
                        .hasMessageContaining("Failed")
                        .hasMessageContaining(
                                "AcmeCheck: JobFailed: IllegalStateException: the browser farm is closed"));
    }

    private void run(JobHandler handler, Story story) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            Town town = Town.on(server);
            try (var customer = Clients.codePipeline(town.customer());
                    var customerS3 = Clients.s3(town.customer());
                    var partner = Clients.codePipeline(town.partner());
                    var jobS3 = Clients.s3(town.partner());
                    JobWorker worker = ThirdPartyWorker.builder("Test", "AcmeCheck", "1")
                            .codePipeline(partner)
                            .s3(jobS3)
                            .clientTokens(ClientTokens.of(
                                    Map.of(town.client().id(), town.client().token())))
                            .handler(handler)
                            .build()) {
                Bookshop bookshop = new Bookshop(customer, customerS3, Town.CUSTOMER);
                bookshop.uploadSource(Path.of("../examples/bookshop"));
                bookshop.createPipeline();
                worker.start();
                var silent = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                story.tell(
                        bookshop,
                        new PipelineWatch(customer, Bookshop.PIPELINE, new PipelineView(silent, false, false)));
            }
        }
    }
}
