package dev.penstock.engine.explain;

import dev.penstock.engine.execution.Gate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** Why something waits or has ended, with who or what ends it. Each kind says it in one sentence. */
public sealed interface Cause {

    /** Since when it is so; null if that is not known. */
    @Nullable
    Instant since();

    /** When it ends by itself at the latest; null if it does not. */
    default @Nullable Instant ends() {
        return null;
    }

    /** Who or what ends it, in few words; null if it is over. */
    @Nullable
    String endedBy();

    /** One sentence for people, times in UTC. */
    String sentence();

    /** For programs, for example {@code STAGE_OCCUPIED}. */
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
    }

    private static String at(@Nullable Instant moment) {
        return moment == null
                ? "an unknown time"
                : moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? "" : " (" + reason + ")";
    }

    /** Another execution is in the stage (spec engine 2.1). */
    record StageOccupied(String stage, String holder, Instant since) implements Cause {
        @Override
        public String endedBy() {
            return "execution " + holder;
        }

        @Override
        public String sentence() {
            return "Stage '" + stage + "' is occupied by execution " + holder + " since " + at(since)
                    + "; it is free when that execution leaves it.";
        }
    }

    /** Others arrived earlier (spec engine 2.3). */
    record BehindOthers(String stage, int place, int waiting, String ahead, Instant since) implements Cause {
        @Override
        public String endedBy() {
            return "execution " + ahead;
        }

        @Override
        public String sentence() {
            return "It is number " + place + " of " + waiting + " before stage '" + stage + "' since " + at(since)
                    + ", behind execution " + ahead + ".";
        }
    }

    /** Somebody closed the way (spec engine 3). */
    record TransitionDisabled(
            String stage,
            StageTransitionType type,
            @Nullable String by,
            @Nullable String reason,
            @Nullable Instant since)
            implements Cause {
        @Override
        public String endedBy() {
            return "EnableStageTransition of stage '" + stage + "', " + type;
        }

        @Override
        public String sentence() {
            String way = type == StageTransitionType.INBOUND ? "into" : "out of";
            return "The transition " + way + " stage '" + stage + "' is disabled by " + (by == null ? "somebody" : by)
                    + " since " + at(since) + because(reason) + "; EnableStageTransition opens it.";
        }
    }

    /** A person has to say yes or no (spec engine 5.7). */
    record ApprovalWanted(String action, String token, Instant since, Instant ends) implements Cause {
        @Override
        public String endedBy() {
            return "PutApprovalResult with token " + token;
        }

        @Override
        public String sentence() {
            return "Action '" + action + "' wants an approval since " + at(since) + ": PutApprovalResult with token "
                    + token + " gives it; it fails at " + at(ends) + ".";
        }
    }

    /** The server tells a topic of an approval, before the approval opens (spec engine 5.7). */
    record TopicBeingTold(String action, String token, Instant since, Instant ends) implements Cause {
        @Override
        public String endedBy() {
            return "this server";
        }

        @Override
        public String sentence() {
            return "The topic of approval '" + action + "' is being told since " + at(since)
                    + ", after that the approval waits for an answer; PutApprovalResult with token " + token
                    + " may give it already; it fails at " + at(ends) + ".";
        }
    }

    /** A condition is not decided (spec engine 6.2). */
    record RulePending(
            Gate gate, String rule, String type, @Nullable String detail, Instant since, Instant ends)
            implements Cause {
        @Override
        public String endedBy() {
            return "rule '" + rule + "'";
        }

        @Override
        public String sentence() {
            return "The condition " + words(gate) + " waits for rule '" + rule + "' (" + type + ") since " + at(since)
                    + (detail == null ? "" : ", " + detail) + "; it times out at " + at(ends) + ".";
        }
    }

    private static String words(Gate gate) {
        return switch (gate) {
            case BEFORE_ENTRY -> "before entry";
            case ON_SUCCESS -> "on success";
            case ON_FAILURE -> "on failure";
        };
    }

    /** No worker has taken the job (spec jobs 4). */
    record JobQueued(
            String action,
            String type,
            Instant since,
            @Nullable Instant lastPoll,
            Instant ends) implements Cause {
        @Override
        public String endedBy() {
            return "a worker that polls for " + type;
        }

        @Override
        public String sentence() {
            return "The job of action '" + action + "' waits for a worker since " + at(since) + "; "
                    + (lastPoll == null
                            ? "no worker has ever polled for " + type
                            : "a worker last polled for " + type + " at " + at(lastPoll))
                    + "; it times out at " + at(ends) + ".";
        }
    }

    /** A worker's pause between two jobs of an action (spec jobs 9). */
    record JobDelayed(String action, Instant since, Instant ends) implements Cause {
        @Override
        public String endedBy() {
            return "time";
        }

        @Override
        public String sentence() {
            return "Action '" + action + "' goes on with its next job at " + at(ends) + ".";
        }
    }

    /** A worker has the job and has not said that it takes it (spec jobs 5). */
    record JobOffered(String action, @Nullable Instant since, Instant ends) implements Cause {
        @Override
        public String endedBy() {
            return "the worker that polled, by acknowledging";
        }

        @Override
        public String sentence() {
            return "The job of action '" + action + "' was given to a worker at " + at(since)
                    + ", who has not acknowledged it; at " + at(ends) + " it is offered again.";
        }
    }

    /** A worker works. */
    record JobTaken(
            String action,
            String worker,
            @Nullable Integer percent,
            @Nullable String summary,
            @Nullable Instant since,
            Instant ends)
            implements Cause {
        @Override
        public String endedBy() {
            return worker;
        }

        @Override
        public String sentence() {
            return "Action '" + action + "' is worked on by " + worker + " since " + at(since)
                    + (percent == null ? "" : ", " + percent + " % done") + because(summary)
                    + "; it times out at " + at(ends) + ".";
        }
    }

    /** The server itself works on a built-in action. */
    record ServerWorks(String action, String type, Instant since, Instant ends) implements Cause {
        @Override
        public String endedBy() {
            return "this server";
        }

        @Override
        public String sentence() {
            return "Action '" + action + "' (" + type + ") is performed by the server since " + at(since)
                    + "; it times out at " + at(ends) + ".";
        }
    }

    /** Somebody wants the execution to end (spec engine 5.2). */
    record Stopping(
            List<String> running,
            @Nullable String reason,
            @Nullable Instant since) implements Cause {
        @Override
        public String endedBy() {
            return String.join(", ", running);
        }

        @Override
        public String sentence() {
            return "The execution is stopping since " + at(since) + because(reason) + " and waits for "
                    + String.join(", ", running) + "; StopPipelineExecution with abandon does not wait.";
        }
    }

    /** The pipeline was edited (spec engine 2.6). */
    record Outdated(
            int version,
            int current,
            List<String> running,
            @Nullable Instant since) implements Cause {
        @Override
        public String endedBy() {
            return String.join(", ", running);
        }

        @Override
        public String sentence() {
            return "The pipeline was edited: the execution runs version " + version + ", the pipeline has " + current
                    + "; it is cancelled when " + String.join(", ", running) + " is done.";
        }
    }

    /** Five actions of a PARALLEL execution run already (spec engine 2.4). */
    record NoFreeSlot(
            String stage,
            int limit,
            List<String> actions,
            @Nullable Instant since) implements Cause {
        @Override
        public String endedBy() {
            return "the first running action to end";
        }

        @Override
        public String sentence() {
            return "In stage '" + stage + "' " + limit + " actions run, the most at a time; waiting to start: "
                    + String.join(", ", actions) + ".";
        }
    }

    /** The one automatic retry is spent (spec engine 5.3). */
    record AutomaticRetryUsed(
            String stage, String mode, @Nullable Instant since) implements Cause {
        @Override
        public @Nullable String endedBy() {
            return null;
        }

        @Override
        public String sentence() {
            return "Stage '" + stage + "' was retried automatically (" + mode + ")"
                    + (since == null ? "" : " at " + at(since)) + "; it is not retried by itself again.";
        }
    }

    /** An action went wrong. */
    record ActionFailed(
            String action, @Nullable String error, @Nullable String message, Instant since) implements Cause {
        @Override
        public @Nullable String endedBy() {
            return "RetryStageExecution";
        }

        @Override
        public String sentence() {
            return "Action '" + action + "' failed at " + at(since) + ": " + (error == null ? "" : error + ": ")
                    + (message == null ? "no message" : message) + stop(message);
        }
    }

    /**
     * A condition did not hold, or could not be decided (spec engine 6.2).
     *
     * @param stageFailed false if the execution went on all the same
     * @param overridable whether OverrideStageCondition takes it, once the execution is over
     */
    record ConditionFailed(Gate gate, @Nullable String detail, Instant since, boolean stageFailed, boolean overridable)
            implements Cause {
        @Override
        public @Nullable String endedBy() {
            if (overridable) {
                return "OverrideStageCondition or RetryStageExecution";
            }
            return stageFailed ? "RetryStageExecution" : null;
        }

        @Override
        public String sentence() {
            return "The condition " + words(gate) + " was not met at " + at(since)
                    + (detail == null ? "." : ": " + detail + stop(detail));
        }
    }

    private static String stop(@Nullable String text) {
        return text != null && text.endsWith(".") ? "" : ".";
    }

    /** The execution is over. */
    record Ended(PipelineExecutionStatus status, @Nullable String summary, Instant since) implements Cause {
        @Override
        public @Nullable String endedBy() {
            return null;
        }

        @Override
        public String sentence() {
            return "The execution is over since " + at(since) + ": " + status + because(summary) + ".";
        }
    }

    /** Nothing holds it up: it goes on as soon as the server gets to it. */
    record GoesOn(@Nullable Instant since) implements Cause {
        @Override
        public String endedBy() {
            return "this server";
        }

        @Override
        public String sentence() {
            return "Nothing holds it up; it goes on by itself.";
        }
    }
}
