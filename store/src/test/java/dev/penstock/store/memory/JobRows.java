package dev.penstock.store.memory;

import dev.penstock.engine.job.Job;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All jobs, and what orders them. */
final class JobRows {

    private final Undo undo;
    private final Table<String, Job> jobs;
    private final Map<String, SortedTable<Moment, Job>> due = new HashMap<>();
    final SortedTable<Moment, Job> timeouts;
    final SortedTable<Moment, Job> completed;

    /** Extended windows of the server's own workers: the only change of a job that is not one of its transitions. */
    JobRows(Undo undo) {
        this.undo = undo;
        this.jobs = new Table<>(new HashMap<>(), undo);
        this.timeouts = SortedTable.with(undo);
        this.completed = SortedTable.with(undo);
    }

    @Nullable
    Job get(String id) {
        return jobs.get(id);
    }

    Iterable<Job> all() {
        return jobs.all();
    }

    SortedTable<Moment, Job> due(String queue) {
        return due.computeIfAbsent(queue, name -> SortedTable.with(undo));
    }

    /** Adds or replaces a job. */
    void put(Job job) {
        Job before = jobs.get(job.id());
        if (before != null) {
            unlist(before);
        }
        jobs.put(job.id(), job);
        dueAt(job).ifPresent(at -> due(job.queue()).put(dueKey(job, at), job));
        timeoutAt(job).ifPresent(at -> timeouts.put(new Moment(at, job.id()), job));
        if (job.completedAt() != null) {
            completed.put(new Moment(job.completedAt(), job.id()), job);
        }
    }

    void remove(Job job) {
        unlist(job);
        jobs.remove(job.id());
    }

    private void unlist(Job job) {
        dueAt(job).ifPresent(at -> due(job.queue()).remove(dueKey(job, at)));
        timeoutAt(job).ifPresent(at -> timeouts.remove(new Moment(at, job.id())));
        if (job.completedAt() != null) {
            completed.remove(new Moment(job.completedAt(), job.id()));
        }
    }

    private static Moment dueKey(Job job, Instant at) {
        return new Moment(at, job.createdAt(), job.id());
    }

    /** When a poll may take the job; empty while a worker has it and after its end. */
    static Optional<Instant> dueAt(Job job) {
        return switch (job.status()) {
            case CREATED, QUEUED -> Optional.of(job.availableAt());
            case DISPATCHED -> Optional.ofNullable(job.ackDeadline());
            case IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
        };
    }

    /** When the job or its action times out, whichever is earlier; empty after its end. */
    static Optional<Instant> timeoutAt(Job job) {
        if (job.terminal()) {
            return Optional.empty();
        }
        return Optional.of(
                job.jobDeadline() != null && job.jobDeadline().isBefore(job.deadline())
                        ? job.jobDeadline()
                        : job.deadline());
    }
}
