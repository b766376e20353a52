package dev.penstock.engine.scenario;

import dev.penstock.engine.Command;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server itself does with jobs: the built-in actions, the rules that wait, and the end of what ran too long. */
final class EngineWorkers {
    private final World world;
    private final BucketsInMemory objects;

    EngineWorkers(World world, BucketsInMemory objects) {
        this.world = world;
        this.objects = objects;
    }

    void settle() {
        for (Optional<Job> due = due(); due.isPresent(); due = due()) {
            Job job = due.get();
            world.take(new Command.Report(World.working(job), perform(job)), job.pipelineExecutionId());
        }
        for (Optional<Job> late = overdue(); late.isPresent(); late = overdue()) {
            world.take(new Command.TimeOut(late.get()), late.get().pipelineExecutionId());
        }
    }

    private Optional<Job> due() {
        return open().filter(job -> job.queue().startsWith("server:"))
                .filter(job -> !job.availableAt().isAfter(world.now()))
                .min(Comparator.comparing(Job::availableAt));
    }

    private Optional<Job> overdue() {
        return open().filter(job -> !limit(job).isAfter(world.now())).min(Comparator.comparing(EngineWorkers::limit));
    }

    private static Instant limit(Job job) {
        Instant own = job.jobDeadline();
        return own != null && own.isBefore(job.deadline()) ? own : job.deadline();
    }

    private Stream<Job> open() {
        return world.jobs().stream().filter(job -> !job.terminal());
    }

    private JobResult perform(Job job) {
        if (job.actionType() == null) {
            // The window of its rule is open.
            return new Success(Progress.NONE, null, Map.of());
        }
        return switch (job.requireActionType().toString()) {
            case KnownTypes.S3_SOURCE -> objects.fetch(job);
            case KnownTypes.S3_DEPLOY -> new Success(Progress.NONE.withSummary("Deployment Succeeded"), null, Map.of());
            default -> throw new AssertionError("nobody performs " + job.actionType());
        };
    }
}
