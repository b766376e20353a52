package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Clients;
import dev.penstock.cli.demo.Bookshop;
import dev.penstock.cli.demo.PipelineWatch;
import dev.penstock.cli.pipelines.PipelineView;
import dev.penstock.worker.ClientTokens;
import dev.penstock.worker.JobOutcome;
import dev.penstock.worker.JobWorker;
import dev.penstock.worker.ThirdPartyWorker;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;

/** A server that is killed in the middle of a partner's work goes on where it stood. */
@Timeout(300)
class CrashTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aResultIsAcceptedAfterTheServerWasKilledAndNothingRunsTwice() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        ServerProcess first = ServerProcess.start(folder.resolve("data"));
        Town town = Town.on(first);
        try (var customer = Clients.codePipeline(town.customer());
                var customerS3 = Clients.s3(town.customer());
                var partner = Clients.codePipeline(town.partner());
                var jobS3 = Clients.s3(town.partner());
                JobWorker worker = ThirdPartyWorker.builder("Test", "AcmeCheck", "1")
                        .codePipeline(partner)
                        .s3(jobS3)
                        .clientTokens(ClientTokens.of(
                                Map.of(town.client().id(), town.client().token())))
                        .handler(job -> {
                            handled.incrementAndGet();
                            working.countDown();
                            mayFinish.await();
                            Path report = Files.createDirectories(folder.resolve("report"));
                            Files.writeString(report.resolve("report.txt"), "done after the crash");
                            job.artifacts().uploadFolder("Report", report);
                            return JobOutcome.succeeded("done after the crash");
                        })
                        .build()) {
            Bookshop bookshop = new Bookshop(customer, customerS3, Town.CUSTOMER);
            bookshop.uploadSource(Path.of("../examples/bookshop"));
            bookshop.createPipeline();
            worker.start();
            assertThat(working.await(60, TimeUnit.SECONDS)).isTrue();

            first.kill();
            try (ServerProcess _ = first.again()) {
                mayFinish.countDown();
                var execution = new PipelineWatch(customer, Bookshop.PIPELINE, silent())
                        .untilSucceeded(new CompletableFuture<>(), Duration.ofMinutes(2));

                assertThat(handled).hasValue(1);
                List<ActionExecutionDetail> actions =
                        bookshop.timeline(execution.pipelineExecutionId()).actions();
                assertThat(actions)
                        .extracting(ActionExecutionDetail::actionName)
                        .containsExactlyInAnyOrder("Bundle", "AcmeCheck", "GoLive", "Site");
                assertThat(actions)
                        .extracting(ActionExecutionDetail::statusAsString)
                        .containsOnly("Succeeded");
                assertThat(customer.listPipelineExecutions(r -> r.pipelineName(Bookshop.PIPELINE))
                                .pipelineExecutionSummaries())
                        .hasSize(1);
                worker.close();
            }
        } finally {
            first.close();
        }
    }

    private static PipelineView silent() {
        return new PipelineView(
                new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false, false);
    }
}
