package dev.penstock.store.memory;

import dev.penstock.engine.Decision.JobEnd;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.store.job.Backlog;
import dev.penstock.store.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

final class MemoryJobs implements Jobs {

    private final JobRows rows;

    MemoryJobs(JobRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Job> find(String jobId) {
        return Optional.ofNullable(rows.get(jobId));
    }

    @Override
    public void insert(Job job) {
        if (rows.get(job.id()) != null) {
            throw new IllegalStateException(job + " is there already");
        }
        rows.put(job);
    }

    @Override
    public boolean update(Job seen, Job next) {
        Job stored = rows.get(seen.id());
        if (stored == null || stored.status() != seen.status() || stored.revisionCounter() != seen.revisionCounter()) {
            return false;
        }
        rows.put(next);
        return true;
    }

    void save(List<Job> jobs, List<JobEnd> ends) {
        for (Job job : jobs) {
            if (job.terminal()) {
                rows.put(job);
            } else {
                insert(job);
            }
        }
        for (JobEnd end : ends) {
            Job job = rows.get(end.jobId());
            if (job != null && job.completedAt() == null) {
                rows.put(job.closed(end.status(), end.at()));
            }
        }
    }

    @Override
    public List<Job> claim(String queue, @Nullable String queryValue, int max, Instant now, Duration ackWindow) {
        List<Job> claimed = due(queue, now)
                .filter(job -> queryValue == null || queryValue.equals(job.queryValue()))
                .limit(max)
                .map(job -> JobProtocol.dispatch(job, now, ackWindow))
                .toList();
        claimed.forEach(rows::put);
        return claimed;
    }

    private Stream<Job> due(String queue, Instant now) {
        return rows.due(queue).upTo(Moment.endOf(now)).stream();
    }

    @Override
    public Optional<Instant> nextDue(String queue, @Nullable String queryValue) {
        return rows.due(queue).all().stream()
                .filter(job -> queryValue == null || queryValue.equals(job.queryValue()))
                .findFirst()
                .flatMap(JobRows::dueAt);
    }

    @Override
    public List<Backlog> backlogOf(String accountId, String region) {
        return backlogs(job -> job.accountId().equals(accountId) && job.region().equals(region));
    }

    @Override
    public List<Backlog> backlogOf(List<String> queues) {
        return backlogs(job -> queues.contains(job.queue()));
    }

    private List<Backlog> backlogs(Predicate<Job> wanted) {
        Map<String, List<Job>> byQueue =
                rows.timeouts.all().stream().filter(wanted).collect(Collectors.groupingBy(Job::queue));
        return byQueue.entrySet().stream()
                .map(queue -> {
                    List<Job> waiting = queue.getValue().stream()
                            .filter(job -> job.acknowledgedAt() == null)
                            .toList();
                    return new Backlog(
                            queue.getKey(),
                            waiting.size(),
                            queue.getValue().size() - waiting.size(),
                            waiting.stream()
                                    .map(Job::createdAt)
                                    .min(Comparator.naturalOrder())
                                    .orElse(null));
                })
                .toList();
    }

    @Override
    public List<Job> overdue(Instant now, int limit) {
        return rows.timeouts.upTo(Moment.endOf(now)).stream().limit(limit).toList();
    }

    @Override
    public Optional<Instant> nextTimeout() {
        return Optional.ofNullable(rows.timeouts.first()).map(Map.Entry::getKey).map(Moment::at);
    }

    @Override
    public boolean renew(String jobId, String nonce, Instant ackDeadline) {
        Job job = rows.get(jobId);
        if (job == null || job.status() != JobStatus.DISPATCHED || !nonce.equals(job.nonce())) {
            return false;
        }
        rows.put(with(job, job.revisionCounter(), ackDeadline));
        return true;
    }

    @Override
    public int requeueServerJobs(Instant now) {
        List<Job> dispatched = StreamSupport.stream(rows.all().spliterator(), false)
                .filter(job -> job.queue().startsWith("server:") && job.status() == JobStatus.DISPATCHED)
                .filter(job -> job.ackDeadline() != null && job.ackDeadline().isAfter(now))
                .toList();
        dispatched.forEach(job -> rows.put(with(job, job.revisionCounter(), now)));
        return dispatched.size();
    }

    @Override
    public void skipNonces() {
        StreamSupport.stream(rows.all().spliterator(), false)
                .filter(job -> switch (job.status()) {
                    case CREATED, QUEUED, DISPATCHED -> true;
                    case IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION -> false;
                })
                .toList()
                .forEach(job -> rows.put(with(job, job.revisionCounter() + NONCES_SKIPPED, job.ackDeadline())));
    }

    @Override
    public int purge(Instant completedBefore, int limit) {
        List<Job> old = new ArrayList<>();
        for (Job job : rows.completed.all()) {
            if (old.size() == limit
                    || job.completedAt() == null
                    || !job.completedAt().isBefore(completedBefore)) {
                break;
            }
            old.add(job);
        }
        old.forEach(rows::remove);
        return old.size();
    }

    private static Job with(Job job, int counter, @Nullable Instant ackDeadline) {
        return new Job(
                job.id(),
                job.queue(),
                job.actionType(),
                job.accountId(),
                job.region(),
                job.pipelineId(),
                job.pipelineName(),
                job.pipelineVersion(),
                job.pipelineExecutionId(),
                job.stageName(),
                job.actionName(),
                job.actionExecutionId(),
                job.sequence(),
                job.status(),
                counter,
                job.nonce(),
                job.queryValue(),
                job.clientId(),
                job.createdAt(),
                job.availableAt(),
                job.dispatchedAt(),
                ackDeadline,
                job.acknowledgedAt(),
                job.acknowledgedBy(),
                job.deadline(),
                job.jobDeadline(),
                job.completedAt(),
                job.continuationToken(),
                job.configuration(),
                job.inputs(),
                job.outputs(),
                job.sourceOverrides(),
                job.script(),
                job.rule(),
                job.encryptionKey(),
                job.resultFingerprint());
    }
}
