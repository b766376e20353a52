package dev.penstock.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.JobProtocol.Acceptance;
import dev.penstock.engine.job.JobProtocol.Acknowledgement;
import dev.penstock.engine.job.JobProtocol.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

class JobProtocolTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final EngineSettings SETTINGS = EngineSettings.DEFAULTS;
    private static final Duration WINDOW = SETTINGS.ackWindow();
    private static final String ID = "5b0a2a0e-4c5e-4a34-9a55-7f8d6f1f0b11";

    private static Job queued() {
        return job(JobStatus.QUEUED, 2, T0);
    }

    private static Job dispatched() {
        return JobProtocol.dispatch(queued(), T0, WINDOW);
    }

    private static Job inProgress() {
        return acknowledge(dispatched(), "3", "key/1", T0).job();
    }

    private static Acknowledgement acknowledge(Job job, String nonce, String caller, Instant now) {
        return JobProtocol.acknowledge(job, nonce, caller, now, null, SETTINGS);
    }

    private static Acceptance accept(Job job, JobResult result, Instant now) {
        return JobProtocol.accept(job, result, now, SETTINGS);
    }

    private static Job endedBy(JobResult result) {
        Job job = ((Acceptance.Accepted) accept(inProgress(), result, T0)).job();
        return job.closed(JobProtocol.endOf(result), T0);
    }

    private static JobResult success(String summary) {
        return new JobResult.Success(progress(summary), null, Map.of());
    }

    private static JobResult failure(String message) {
        return new JobResult.Failure(FailureType.JOB_FAILED, message, null);
    }

    private static JobResult.Progress progress(String summary) {
        return new JobResult.Progress(null, null, summary, null, null);
    }

    @Nested
    class Dispatch {
        @Test
        void theNonceCountsTheTransitionsOfTheFirstJob() {
            Job job = dispatched();
            assertThat(job.nonce()).isEqualTo("3");
            assertThat(job.status()).isEqualTo(JobStatus.DISPATCHED);
            assertThat(job.ackDeadline()).isEqualTo(T0.plusSeconds(30));
            assertThat(job.dispatchedAt()).isEqualTo(T0);
        }

        @Test
        void aContinuationJobPassesThroughQueuedUnseen() {
            Job created = job(JobStatus.CREATED, 1, T0.plusSeconds(30));
            assertThat(JobProtocol.dispatchable(created, T0.plusSeconds(29))).isFalse();
            assertThat(JobProtocol.dispatch(created, T0.plusSeconds(30), WINDOW).nonce())
                    .isEqualTo("3");
        }

        @Test
        void aLapsedDispatchGoesToTheNextPollerUnderANewNonceAndBehindFresherJobs() {
            Job first = dispatched();
            Job again = JobProtocol.dispatch(first, T0.plusSeconds(31), WINDOW);
            assertThat(again.nonce()).isEqualTo("5");
            assertThat(again.availableAt()).isEqualTo(T0.plusSeconds(30));
            assertThat(again.ackDeadline()).isEqualTo(T0.plusSeconds(61));
            assertThat(JobProtocol.dispatch(again, T0.plusSeconds(61), WINDOW).nonce())
                    .isEqualTo("7");
        }

        @Test
        void aDispatchWithinItsWindowBelongsToItsTaker() {
            Job job = dispatched();
            assertThat(JobProtocol.dispatchable(job, T0.plusSeconds(29))).isFalse();
            assertThatThrownBy(() -> JobProtocol.dispatch(job, T0.plusSeconds(29), WINDOW))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void anAcknowledgedOrFinishedJobIsNeverHandedOut() {
            Instant later = T0.plus(Duration.ofDays(2));
            assertThat(JobProtocol.dispatchable(inProgress(), later)).isFalse();
            assertThat(JobProtocol.dispatchable(endedBy(success("done")), later))
                    .isFalse();
        }
    }

    @Nested
    class Acknowledge {
        @Test
        void theCurrentNonceWinsTheJob() {
            Acknowledgement answer = acknowledge(dispatched(), "3", "key/1", T0.plusSeconds(1));
            assertThat(answer.status()).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(answer.job().status()).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(answer.job().acknowledgedBy()).isEqualTo("key/1");
            assertThat(answer.job().acknowledgedAt()).isEqualTo(T0.plusSeconds(1));
            assertThat(answer.job().ackDeadline()).isNull();
            assertThat(answer.job().revisionCounter()).isEqualTo(4);
        }

        @Test
        void itStartsThePartnersClock() {
            Duration limit = Duration.ofMinutes(5);
            Job job = JobProtocol.acknowledge(dispatched(), "3", "key/1", T0, limit, SETTINGS)
                    .job();
            assertThat(job.jobDeadline()).isEqualTo(T0.plus(limit));
            assertThat(inProgress().jobDeadline()).isNull();
        }

        @Test
        void aWrongOrAnEarlierNonceIsRefused() {
            Job redelivered = JobProtocol.dispatch(dispatched(), T0.plusSeconds(31), WINDOW);
            assertThatThrownBy(() -> acknowledge(redelivered, "3", "key/1", T0.plusSeconds(32)))
                    .isInstanceOfSatisfying(
                            InvalidNonceException.class,
                            e -> assertThat(e.awsErrorDetails() == null ? e.getMessage() : "")
                                    .contains("The nonce '3' is not valid for job '" + ID + "'"));
            assertThat(acknowledge(redelivered, "5", "key/1", T0.plusSeconds(32))
                            .status())
                    .isEqualTo(JobStatus.IN_PROGRESS);
        }

        @Test
        void aLateFirstAcknowledgementIsWelcomeWhileNobodyElseGotTheJob() {
            assertThat(acknowledge(dispatched(), "3", "key/1", T0.plusSeconds(31))
                            .status())
                    .isEqualTo(JobStatus.IN_PROGRESS);
            Job swept = dispatched();
            Job backInQueue = swept.with(new Job.Progress(
                    JobStatus.QUEUED, 4, "3", T0.plusSeconds(30), T0, null, null, null, null, null, null));
            assertThat(acknowledge(backInQueue, "3", "key/1", T0.plusSeconds(31))
                            .status())
                    .isEqualTo(JobStatus.IN_PROGRESS);
        }

        @Test
        void aSecondAcknowledgementOfAnotherCallerIsRefused() {
            assertThatThrownBy(() -> acknowledge(inProgress(), "3", "key/2", T0.plusSeconds(1)))
                    .isInstanceOf(InvalidNonceException.class);
        }

        @Test
        void theWinnerMayRepeatItselfForTenSeconds() {
            Job job = inProgress();
            Acknowledgement again = acknowledge(job, "3", "key/1", T0.plusSeconds(10));
            assertThat(again.status()).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(again.job()).isSameAs(job);
            assertThatThrownBy(() -> acknowledge(job, "3", "key/1", T0.plusSeconds(11)))
                    .isInstanceOf(InvalidNonceException.class);
        }

        @Test
        void theWinnerNeedsTheRightNonceToRepeatItself() {
            assertThatThrownBy(() -> acknowledge(inProgress(), "4", "key/1", T0))
                    .isInstanceOf(InvalidNonceException.class);
        }

        @ParameterizedTest
        @EnumSource(
                value = JobStatus.class,
                names = {"SUCCEEDED", "FAILED", "TIMED_OUT"})
        void aFinishedJobTellsItsStatusToTheHolderOfItsLastNonce(JobStatus end) {
            Job job = dispatched().closed(end, T0.plusSeconds(5));
            Acknowledgement answer = acknowledge(job, "3", "key/1", T0.plusSeconds(6));
            assertThat(answer.status()).isEqualTo(end);
            assertThat(answer.job()).isSameAs(job);
            assertThatThrownBy(() -> acknowledge(job, "2", "key/1", T0.plusSeconds(6)))
                    .isInstanceOf(InvalidNonceException.class);
        }

        @Test
        void aJobThatWasNeverHandedOutHasNoValidNonce() {
            assertThatThrownBy(() -> acknowledge(job(JobStatus.CREATED, 1, T0), "1", "key/1", T0))
                    .isInstanceOf(InvalidNonceException.class);
            assertThatThrownBy(() -> acknowledge(queued(), "2", "key/1", T0)).isInstanceOf(InvalidNonceException.class);
        }
    }

    @Nested
    class Accept {
        @Test
        void anAcknowledgedJobTakesAResultAndKeepsItsFingerprint() {
            Job job = inProgress();
            assertThat(accept(job, success("done"), T0)).isInstanceOfSatisfying(Acceptance.Accepted.class, accepted -> {
                assertThat(accepted.job().resultFingerprint()).hasSize(64);
                assertThat(accepted.job().status()).isEqualTo(JobStatus.IN_PROGRESS);
                assertThat(accepted.job().revisionCounter()).isEqualTo(job.revisionCounter());
            });
        }

        @Test
        void aResultWithoutAcknowledgementIsRefused() {
            for (Job job : List.of(job(JobStatus.CREATED, 1, T0), queued(), dispatched())) {
                assertThatThrownBy(() -> accept(job, success("done"), T0))
                        .isInstanceOf(InvalidJobStateException.class)
                        .hasMessageContaining(
                                "Job '" + ID + "' is in state '" + job.status() + "' and cannot accept a result");
            }
        }

        @Test
        void theSameResultAgainIsIgnoredForAQuarterOfAnHour() {
            for (JobResult result : List.of(
                    success("done"), failure("broken"), new JobResult.Continuation("b-871", progress("busy"), null))) {
                Job job = endedBy(result);
                assertThat(accept(job, result, T0.plus(Duration.ofMinutes(15)))).isInstanceOf(Acceptance.Ignored.class);
                assertThatThrownBy(() -> accept(
                                job, result, T0.plus(Duration.ofMinutes(15)).plusMillis(1)))
                        .isInstanceOf(InvalidJobStateException.class)
                        .hasMessageContaining("Job with id " + ID + " has already terminated");
            }
        }

        @Test
        void anotherResultOfTheSameStatusIsRefusedInItsOwnWords() {
            String text = "The status of job with id " + ID + " is already set to the desired value."
                    + " It cannot be updated with the same status, but different result or output variables.";
            assertThatThrownBy(() -> accept(endedBy(success("done")), success("done twice"), T0))
                    .isInstanceOf(InvalidJobStateException.class)
                    .hasMessageContaining(text);
            assertThatThrownBy(() -> accept(endedBy(failure("broken")), failure("burnt"), T0))
                    .hasMessageContaining(text);
            assertThatThrownBy(() -> accept(
                            endedBy(success("done")), new JobResult.Continuation("t", progress("done"), null), T0))
                    .hasMessageContaining(text);
        }

        @Test
        void aResultOfAnotherStatusIsRefusedAsTerminated() {
            assertThatThrownBy(() -> accept(endedBy(success("done")), failure("broken"), T0))
                    .isInstanceOf(InvalidJobStateException.class)
                    .hasMessageContaining("Job with id " + ID + " has already terminated");
            assertThatThrownBy(() -> accept(endedBy(failure("broken")), success("done"), T0))
                    .hasMessageContaining("has already terminated");
        }

        @Test
        void aResultAfterTheTimeOutIsRefused() {
            Job job = inProgress().closed(JobStatus.TIMED_OUT, T0.plusSeconds(60));
            assertThatThrownBy(() -> accept(job, success("done"), T0.plusSeconds(61)))
                    .isInstanceOf(InvalidJobStateException.class)
                    .hasMessageContaining("has already terminated");
        }

        @Test
        void aResultForAJobThatTheEngineClosedIsAnsweredAndRevivesNothing() {
            Job abandoned = inProgress().closed(JobStatus.FAILED, T0.plusSeconds(60));
            assertThat(abandoned.closedByEngine()).isTrue();
            Instant muchLater = T0.plus(Duration.ofHours(20));
            assertThat(accept(abandoned, success("done"), muchLater)).isInstanceOf(Acceptance.Ignored.class);
            assertThat(accept(abandoned, failure("broken"), muchLater)).isInstanceOf(Acceptance.Ignored.class);
        }

        @Test
        void aFailureOfTheWorkerIsNotTakenForTheEngines() {
            assertThat(endedBy(failure("broken")).closedByEngine()).isFalse();
        }
    }

    @Nested
    class AcceptClaimed {
        @Test
        void aServersWorkerReportsOnTheDispatchThatItHolds() {
            assertThat(JobProtocol.acceptClaimed(dispatched(), "3", success("done"), T0, SETTINGS))
                    .isInstanceOf(Acceptance.Accepted.class);
        }

        @Test
        void aServersWorkerThatLostItsJobIsRefused() {
            Job taken = JobProtocol.dispatch(dispatched(), T0.plusSeconds(31), WINDOW);
            assertThatThrownBy(
                            () -> JobProtocol.acceptClaimed(taken, "3", success("done"), T0.plusSeconds(31), SETTINGS))
                    .isInstanceOf(InvalidNonceException.class);
        }

        @Test
        void itsRepeatedResultIsIgnored() {
            assertThat(JobProtocol.acceptClaimed(endedBy(success("done")), "3", success("done"), T0, SETTINGS))
                    .isInstanceOf(Acceptance.Ignored.class);
        }
    }

    @Nested
    class Fingerprint {
        @Test
        void doesNotDependOnTheOrderOfVariables() {
            Map<String, String> forward = new LinkedHashMap<>();
            forward.put("a", "1");
            forward.put("b", "2");
            Map<String, String> backward = new LinkedHashMap<>();
            backward.put("b", "2");
            backward.put("a", "1");
            assertThat(print(variables(forward))).isEqualTo(print(variables(backward)));
        }

        @Test
        void tellsResultsApartWhoseTextsJoinToTheSame() {
            assertThat(print(variables(Map.of("ab", "c")))).isNotEqualTo(print(variables(Map.of("a", "bc"))));
            assertThat(print(new JobResult.Success(progress("x"), null, Map.of())))
                    .isNotEqualTo(print(new JobResult.Success(
                            new JobResult.Progress("x", null, null, null, null), null, Map.of())));
            assertThat(print(new JobResult.Success(JobResult.Progress.NONE, revision(null), Map.of())))
                    .isNotEqualTo(print(new JobResult.Success(JobResult.Progress.NONE, revision(T0), Map.of())));
        }

        private JobResult variables(Map<String, String> variables) {
            return new JobResult.Success(JobResult.Progress.NONE, null, variables);
        }

        private Revision revision(@Nullable Instant created) {
            return new Revision("9f2c1e", "1", created, null, null);
        }

        private String print(JobResult result) {
            return ResultFingerprint.of(result);
        }
    }

    @Nested
    class Details {
        @Test
        void showEverythingWhileTheJobLives() {
            for (Job job : List.of(queued(), dispatched(), inProgress(), job(JobStatus.CREATED, 1, T0))) {
                assertThat(JobProtocol.readable(job, T0, SETTINGS)).isEqualTo(Readable.WHOLE);
            }
        }

        @Test
        void showNothingBeforeTheContinuationDelayHasPassed() {
            assertThat(JobProtocol.readable(job(JobStatus.CREATED, 1, T0.plusSeconds(1)), T0, SETTINGS))
                    .isEqualTo(Readable.NOTHING);
        }

        @Test
        void areMaskedForADayAfterTheEndAndThenGone() {
            Job job = endedBy(success("done"));
            Instant dayLater = T0.plus(Duration.ofHours(24));
            assertThat(JobProtocol.readable(job, dayLater.minusMillis(1), SETTINGS))
                    .isEqualTo(Readable.MASKED);
            assertThat(JobProtocol.readable(job, dayLater, SETTINGS)).isEqualTo(Readable.NOTHING);
        }
    }

    @Test
    void aJobNeverPrintsItsConfiguration() {
        assertThat(queued().toString()).contains(ID).doesNotContain("hunter2");
    }

    private static Job job(JobStatus status, int counter, Instant availableAt) {
        return new Job(
                ID,
                "custom:eu-west-1:111111111111:Build/Custom/AcmeBuild/2",
                ActionTypeKey.parse("Build/Custom/AcmeBuild/2"),
                "111111111111",
                "eu-west-1",
                "0199f0de-6b0f-7a0e-8b0b-0f6f9f4f3a77",
                "shop",
                1,
                "0d7cbb9a-1c51-4b6c-8d8a-3f9b1f9d2e10",
                "Build",
                "Compile",
                "c2c9f0de-6b0f-4a0e-8b0b-0f6f9f4f3a77",
                1,
                status,
                counter,
                null,
                "shop-api",
                null,
                T0,
                availableAt,
                null,
                null,
                null,
                null,
                T0.plus(Duration.ofHours(24)),
                null,
                null,
                null,
                Map.of("ProjectName", "shop-api", "DeployKey", "hunter2"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }
}
