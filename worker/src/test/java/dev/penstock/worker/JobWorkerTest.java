package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(60)
class JobWorkerTest {
    private final FakeCodePipeline server = new FakeCodePipeline();
    private final LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    /** Nobody waits in these tests, except for the test itself when there is nothing to do. */
    private final Pause pause = time -> {
        pauses.add(time);
        return !stop.await(time.compareTo(Duration.ofSeconds(1)) < 0 ? 0 : 5, TimeUnit.MILLISECONDS);
    };

    private final S3Client s3 = new S3Client() {
        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    };

    private ThirdPartyWorker worker(JobHandler handler) {
        return ThirdPartyWorker.builder("Test", "AcmeCheck", "1")
                .codePipeline(server)
                .s3(s3)
                .clientTokens(ClientTokens.of(Map.of("C1", "token-of-C1", "C2", "token-of-C2")))
                .parkedPolls(Duration.ZERO)
                .shutdownGrace(Duration.ofSeconds(10))
                .pause(pause)
                .handler(handler);
    }

    @Test
    void aJobIsClaimedHandledAndReportedWithItsClientsToken() throws Exception {
        server.offer("C1", "J1");
        try (JobWorker worker = worker(job -> {
                    assertThat(job.clientId()).contains("C1");
                    assertThat(job.continuationToken()).isEmpty();
                    return JobOutcome.succeeded("checked " + job.pipeline().pipelineName());
                })
                .build()) {
            worker.start();
            var result = success(server.nextResult());
            assertThat(result.jobId()).isEqualTo("J1");
            assertThat(result.clientToken()).isEqualTo("token-of-C1");
            assertThat(result.continuationToken()).isNull();
            assertThat(result.executionDetails().summary()).isEqualTo("checked shop");
        }
    }

    @Test
    void aContinuedJobGetsItsTokenBackAndShowsProgress() throws Exception {
        server.offer("C1", "J1");
        server.offer("C1", "J2", "run-7");
        try (JobWorker worker = worker(job -> job.continuationToken().isEmpty()
                        ? JobOutcome.continueWith(
                                "run-7",
                                ExecutionDetails.builder().percentComplete(10).build())
                        : JobOutcome.succeeded(job.continuationToken().orElseThrow()))
                .concurrency(1)
                .build()) {
            worker.start();
            var first = success(server.nextResult());
            assertThat(first.continuationToken()).isEqualTo("run-7");
            assertThat(first.executionDetails().percentComplete()).isEqualTo(10);
            var last = success(server.nextResult());
            assertThat(last.jobId()).isEqualTo("J2");
            assertThat(last.continuationToken()).isNull();
            assertThat(last.executionDetails().summary()).isEqualTo("run-7");
        }
    }

    @Test
    void aJobOfAnUnknownClientIsSkippedAndTheRestOfTheBatchIsDone() throws Exception {
        server.offer("stranger", "J0");
        server.offer("C1", "J1");
        server.offer("C2", "J2");
        try (JobWorker worker =
                worker(_ -> JobOutcome.succeeded("ok")).concurrency(10).build()) {
            worker.start();
            Set<String> done = new HashSet<>();
            done.add(success(server.nextResult()).jobId());
            done.add(success(server.nextResult()).jobId());
            assertThat(done).containsExactlyInAnyOrder("J1", "J2");
        }
        assertThat(server.results).isEmpty();
    }

    @Test
    void aTokenStoreThatFailsForOneClientDoesNotLoseTheOthers() throws Exception {
        server.offer("C1", "J1");
        server.offer("C2", "J2");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok"))
                .clientTokens(clientId -> {
                    if (clientId.equals("C1")) {
                        throw new IllegalStateException("the database is down");
                    }
                    return java.util.Optional.of("token-of-C2");
                })
                .build()) {
            worker.start();
            assertThat(success(server.nextResult()).jobId()).isEqualTo("J2");
        }
    }

    @Test
    void anExceptionFailsItsOwnJobWithTheReasonAndNoOther() throws Exception {
        server.offer("C1", "J1");
        server.offer("C1", "J2");
        try (JobWorker worker = worker(job -> {
                    if (job.jobId().equals("J1")) {
                        throw new IllegalStateException("the browser farm is closed");
                    }
                    return JobOutcome.succeeded("ok");
                })
                .concurrency(1)
                .build()) {
            worker.start();
            var failed = (PutThirdPartyJobFailureResultRequest) server.nextResult();
            assertThat(failed.jobId()).isEqualTo("J1");
            assertThat(failed.failureDetails().type()).isEqualTo(FailureType.JOB_FAILED);
            assertThat(failed.failureDetails().message())
                    .isEqualTo("IllegalStateException: the browser farm is closed");
            assertThat(success(server.nextResult()).jobId()).isEqualTo("J2");
        }
    }

    @Test
    void aJobThatAnotherWorkerWonIsLeftAlone() {
        server.offer("C1", "J1");
        server.takenByOther = true;
        List<String> handled = new ArrayList<>();
        try (JobWorker worker = worker(job -> {
                    handled.add(job.jobId());
                    return JobOutcome.succeeded("ok");
                })
                .build()) {
            worker.start();
            takePause();
        }
        assertThat(handled).isEmpty();
        assertThat(server.results).isEmpty();
    }

    @Test
    void aResultIsSentAgainUntilTheServerIsBack() throws Exception {
        server.failResults.add(SdkClientException.create("connection refused"));
        server.failResults.add(new UncheckedIOException(new SocketException("Unexpected end of file from server")));
        server.failResults.add(CodePipelineException.builder()
                .statusCode(503)
                .message("starting")
                .build());
        server.offer("C1", "J1");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok")).build()) {
            worker.start();
            assertThat(success(server.nextResult()).jobId()).isEqualTo("J1");
        }
        assertThat(server.failResults).isEmpty();
    }

    @Test
    void aResultThatTheServerRefusesForGoodIsSentOnce() throws Exception {
        server.failResults.add(InvalidJobStateException.builder()
                .statusCode(400)
                .message("stopped")
                .build());
        server.offer("C1", "J1");
        server.offer("C1", "J2");
        try (JobWorker worker =
                worker(_ -> JobOutcome.succeeded("ok")).concurrency(1).build()) {
            worker.start();
            assertThat(success(server.nextResult()).jobId()).isEqualTo("J2");
        }
        assertThat(server.results).isEmpty();
    }

    @Test
    void anInvalidResultBecomesAFailureThatSaysSo() throws Exception {
        server.failResults.add(ValidationException.builder()
                .statusCode(400)
                .message("summary too long")
                .build());
        server.offer("C1", "J1");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok")).build()) {
            worker.start();
            var failed = (PutThirdPartyJobFailureResultRequest) server.nextResult();
            assertThat(failed.failureDetails().message()).contains("refused", "summary too long");
        }
    }

    @Test
    void outputVariablesOfAThirdPartyJobAreRefusedClearly() throws Exception {
        server.offer("C1", "J1");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok").withOutputVariables(Map.of("A", "b")))
                .build()) {
            worker.start();
            var failed = (PutThirdPartyJobFailureResultRequest) server.nextResult();
            assertThat(failed.failureDetails().message()).contains("no output variables");
        }
    }

    @Test
    void noMoreJobsAreAskedForThanCanRun() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 9; i++) {
            server.offer("C1", "J" + i);
        }
        try (JobWorker worker = worker(_ -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    if (running.get() == 3) {
                        release.countDown();
                    }
                    release.await();
                    running.decrementAndGet();
                    return JobOutcome.succeeded("ok");
                })
                .concurrency(3)
                .build()) {
            worker.start();
            for (int i = 0; i < 9; i++) {
                server.nextResult();
            }
        }
        assertThat(most.get()).isEqualTo(3);
        assertThat(server.polls).allSatisfy(p -> assertThat(p.maxBatchSize()).isBetween(1, 3));
    }

    @Test
    void pollingGoesOnAfterErrorsAndBacksOff() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.failPolls.add(SdkClientException.create("connection refused"));
        }
        server.offer("C1", "J1");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok")).build()) {
            worker.start();
            server.nextResult();
        }
        List<Duration> waited = new ArrayList<>(pauses).subList(0, 4);
        assertThat(waited.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(waited.get(3)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
    }

    @Test
    void aClosedWorkerLetsTheRunningJobFinish() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        server.offer("C1", "J1");
        JobWorker worker = worker(_ -> {
                    running.countDown();
                    mayEnd.await();
                    return JobOutcome.succeeded("finished");
                })
                .build();
        worker.start();
        running.await();
        Thread closing = Thread.ofVirtual().start(worker::close);
        mayEnd.countDown();
        assertThat(success(server.nextResult()).executionDetails().summary()).isEqualTo("finished");
        closing.join();
    }

    @Test
    void aJobThatOutlastsTheGraceIsReportedAsFailed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        server.offer("C1", "J1");
        JobWorker worker = worker(_ -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return JobOutcome.succeeded("never");
                })
                .shutdownGrace(Duration.ofMillis(300))
                .build();
        worker.start();
        running.await();
        worker.close();
        var failed = (PutThirdPartyJobFailureResultRequest) server.nextResult();
        assertThat(failed.failureDetails().message()).contains("shut down").contains("Retry the stage");
    }

    @Test
    void aJobThatTheServerEndedIsInterruptedAndNotReported() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        server.offer("C1", "J1");
        try (JobWorker worker = worker(_ -> {
                    server.ended = true;
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return JobOutcome.succeeded("never");
                })
                .heartbeat(Duration.ofMillis(20))
                .build()) {
            worker.start();
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.results).isEmpty();
    }

    @Test
    void aWaitIsAskedForOnlyWhenWanted() throws Exception {
        server.offer("C1", "J1");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok"))
                .parkedPolls(Duration.ofSeconds(20))
                .build()) {
            worker.start();
            server.nextResult();
        }
        assertThat(headersOf(0)).containsEntry("X-Penstock-Wait", List.of("20"));
        server.polls.clear();
        server.offer("C1", "J2");
        try (JobWorker worker = worker(_ -> JobOutcome.succeeded("ok")).build()) {
            worker.start();
            server.nextResult();
        }
        assertThat(headersOf(0)).isEmpty();
    }

    @Test
    void aWorkerWithoutAHandlerIsNotBuilt() {
        assertThatThrownBy(() -> ThirdPartyWorker.builder("Test", "AcmeCheck", "1")
                        .codePipeline(server)
                        .s3(s3)
                        .clientTokens(ClientTokens.of(Map.of()))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handler");
    }

    private Map<String, List<String>> headersOf(int poll) {
        return server.polls.get(poll).overrideConfiguration().orElseThrow().headers();
    }

    private void takePause() {
        try {
            assertThat(pauses.poll(20, TimeUnit.SECONDS)).isNotNull();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static PutThirdPartyJobSuccessResultRequest success(CodePipelineRequest result) {
        assertThat(result).isInstanceOf(PutThirdPartyJobSuccessResultRequest.class);
        return (PutThirdPartyJobSuccessResultRequest) result;
    }
}
