package dev.penstock.scenario;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/**
 * What people, workers and the clock do in a scenario. Executions, jobs and approval tokens go by names that the scenario
 * gives them; where no execution is named, the one named last is meant.
 */
public sealed interface Step {

    /** @param as name of the execution that creation starts; null if it starts none */
    record Create(@Nullable String as) implements Step {}

    /** @param times how often; above one the executions are named with 1, 2, ... behind */
    record Start(
            @Nullable String as,
            int times,
            List<PipelineVariable> variables,
            @Nullable String clientRequestToken,
            List<SourceRevisionOverride> sourceRevisions)
            implements Step {}

    /** Names the newest execution that has no name yet: one that nobody started by hand. */
    record Meet(String as) implements Step {}

    record Stop(
            @Nullable String execution,
            boolean abandon,
            @Nullable String reason) implements Step {}

    record Retry(@Nullable String execution, String stage, StageRetryMode mode) implements Step {}

    record Rollback(String stage, String target, @Nullable String as) implements Step {}

    record Override(@Nullable String execution, String stage, ConditionType condition) implements Step {}

    record Disable(String stage, StageTransitionType type, String reason) implements Step {}

    record Enable(String stage, StageTransitionType type) implements Step {}

    /**
     * @param pipeline file with the new declaration; null for the present one
     * @param changes members of the declaration that become different
     */
    record Update(@Nullable String pipeline, Map<String, Object> changes) implements Step {}

    record Delete() implements Step {}

    /** @param as name of the execution that the report starts, or of the one that the same report started before */
    record Report(
            String action,
            String revision,
            String change,
            boolean isNew,
            @Nullable String as) implements Step {}

    /** A worker takes a job and keeps it under a name. */
    record Take(String action, @Nullable String execution, String as) implements Step {}

    /** A worker reports on a job that it has, or takes for it. */
    record Work(
            String action,
            @Nullable String execution,
            @Nullable String job,
            Outcome outcome) implements Step {}

    /** What a worker says about its job. */
    sealed interface Outcome {
        record Done(
                Map<String, String> variables,
                @Nullable String revision,
                @Nullable String summary,
                @Nullable String externalId)
                implements Outcome {}

        record More(
                String token,
                @Nullable Integer percent,
                @Nullable String summary,
                @Nullable String externalId) implements Outcome {}

        record Broken(FailureType type, String message) implements Outcome {}
    }

    /** Keeps the token of an open approval under a name. */
    record Note(String action, @Nullable String execution, String as) implements Step {}

    /** @param token a noted one; null for the token of the approval that is open now */
    record Answer(
            String action,
            @Nullable String execution,
            ApprovalStatus status,
            String summary,
            @Nullable String token) implements Step {}

    record Publish(String bucket, String key, String text) implements Step {}

    record Advance(Duration time) implements Step {}

    /** Moves the clock to the next time of day, UTC, on a working day. */
    record Until(LocalTime time) implements Step {}

    record Expect(Expectation expectation) implements Step {}

    /** A call that must be refused. */
    record Refused(Step call, String exception, String message) implements Step {}
}
