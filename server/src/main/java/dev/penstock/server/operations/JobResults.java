package dev.penstock.server.operations;

import dev.penstock.engine.Command;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobProtocol.Acceptance;
import dev.penstock.engine.job.JobResult;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineGoneException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way of a result into its pipeline, for external workers and for the server's own: accept it or refuse it, let
 * the engine decide, write everything in one transaction. When a method returns, the result is durable and what follows
 * from it - the next job, the next stage - exists. Thread-safe.
 */
public final class JobResults {
    private final Store store;
    private final PipelineSteps steps;
    private final InstantSource clock;
    private final EngineSettings settings;

    public JobResults(Store store, PipelineSteps steps, InstantSource clock, EngineSettings settings) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
        this.settings = settings;
    }

    /** What a worker wants to report on a job that it may see. */
    @FunctionalInterface
    public interface Reported {
        JobResult on(Job job);
    }

    /**
     * Takes the result of an external worker (spec jobs 7, 8).
     *
     * @param find the job, if this caller may report on it; throws the API's exception if not
     * @param reported the result; may refuse a flawed one
     * @throws software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException see {@link JobProtocol#accept}
     */
    public void report(Function<Tx, Job> find, Reported reported) {
        Job seen = store.look(find);
        JobResult result = reported.on(seen);
        take(seen, result, job -> accept(job, result));
    }

    /** A function acknowledges nothing: that it knows the job's id shows that it was called with it. */
    private Acceptance accept(Job job, JobResult result) {
        return job.ofFunctionRule() && job.nonce() != null
                ? JobProtocol.acceptClaimed(job, job.nonce(), result, clock.instant(), settings)
                : JobProtocol.accept(job, result, clock.instant(), settings);
    }

    /**
     * Takes the result of one of the server's own workers.
     *
     * @param claimed the job as it was claimed, with its nonce
     * @throws software.amazon.awssdk.services.codepipeline.model.InvalidNonceException if another worker took the job
     * @throws software.amazon.awssdk.services.codepipeline.model.JobNotFoundException if its pipeline was deleted
     */
    public void reportClaimed(Job claimed, JobResult result) {
        String nonce = Optional.ofNullable(claimed.nonce()).orElse("");
        Job seen = store.look(tx -> tx.jobs().find(claimed.id())).orElseThrow(() -> JobErrors.notFound(claimed.id()));
        take(seen, result, job -> JobProtocol.acceptClaimed(job, nonce, result, clock.instant(), settings));
    }

    /** What was seen may have changed: the job is looked at again with its pipeline locked. */
    private void take(Job seen, JobResult result, Function<Job, Acceptance> protocol) {
        if (seen.terminal()) {
            // Nothing revives it, so no lock is needed; and its pipeline may be deleted by now (spec engine 5.8).
            var _ = protocol.apply(seen);
            return;
        }
        store.write(tx -> {
            try {
                return steps.take(
                        tx,
                        seen.pipelineId(),
                        List.of(seen.pipelineExecutionId()),
                        () -> command(tx, seen, result, protocol));
            } catch (PipelineGoneException deleted) {
                return command(tx, seen, result, protocol); // the deletion ended the job, so there is none
            }
        });
    }

    private Optional<Command> command(Tx tx, Job seen, JobResult result, Function<Job, Acceptance> protocol) {
        Job job = tx.jobs().find(seen.id()).orElseThrow(() -> JobErrors.notFound(seen.id()));
        return switch (protocol.apply(job)) {
            case Acceptance.Accepted(Job accepted) ->
                Optional.of(new Command.Report(accepted, received(result, clock.instant())));
            case Acceptance.Ignored() -> Optional.empty();
        };
    }

    /** A revision that does not say when it was made is as old as its report (spec jobs 7). */
    private static JobResult received(JobResult result, Instant now) {
        return switch (result) {
            case JobResult.Success(var progress, var revision, var variables) ->
                new JobResult.Success(progress, dated(revision, now), variables);
            case JobResult.Continuation(var token, var progress, var revision) ->
                new JobResult.Continuation(token, progress, dated(revision, now));
            case JobResult.Failure failure -> failure;
        };
    }

    private static @Nullable Revision dated(@Nullable Revision revision, Instant now) {
        return revision == null || revision.created() != null
                ? revision
                : new Revision(revision.id(), revision.changeIdentifier(), now, revision.summary(), revision.url());
    }
}
