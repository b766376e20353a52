package dev.penstock.server.tasks;

import dev.penstock.engine.Command;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.s3.ObjectVersion;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.source.SourceCursor;
import dev.penstock.store.source.SourceFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Looks for new revisions of polled sources; each starts an execution of its own (spec engine 8.2, 5.8). Whichever
 * server looks, and however many at a time, a revision starts one execution: its cursor moves in the same transaction.
 * Thread-safe.
 */
public final class SourcePolling {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePolling.class);

    private final Store store;
    private final PipelineSteps steps;
    private final Function<String, S3Client> s3;
    private final InstantSource clock;
    private final Duration idleLimit;

    /**
     * @param s3 a client that acts for an account
     * @param idleLimit how long a pipeline is polled without an execution
     */
    public SourcePolling(
            Store store, PipelineSteps steps, Function<String, S3Client> s3, InstantSource clock, Duration idleLimit) {
        this.store = store;
        this.steps = steps;
        this.s3 = s3;
        this.clock = clock;
        this.idleLimit = idleLimit;
    }

    private record Polled(
            PipelineRef pipeline,
            String roleArn,
            Instant active,
            List<SourceCursor> cursors,
            List<SourceFailure> failures) {

        Optional<SourceFailure> failure(SourceCursor cursor) {
            return failures.stream()
                    .filter(failure -> failure.actionName().equals(cursor.actionName()))
                    .findFirst();
        }
    }

    /**
     * Looks once at each polled source of the pipeline. A source that cannot be looked at does not keep the others from
     * it, and starts nothing. A pipeline that has not run for too long is not polled any more (spec engine 8.2).
     *
     * @return false if there is nothing to poll: the pipeline is gone, or none of its sources is polled any more
     */
    public boolean poll(String pipelineId) {
        Optional<Polled> polled = store.read(tx -> polled(tx, pipelineId));
        if (polled.isEmpty()) {
            return false;
        }
        if (idle(polled.get().active()) && disabled(pipelineId)) {
            return false;
        }
        polled.get().cursors().forEach(cursor -> poll(polled.get(), cursor));
        return true;
    }

    private static Optional<Polled> polled(Tx tx, String pipelineId) {
        Optional<PipelineRecord> pipeline =
                tx.pipelines().findById(pipelineId).filter(found -> found.pollingDisabledAt() == null);
        List<SourceCursor> cursors = tx.sources().polled(pipelineId);
        if (pipeline.isEmpty() || cursors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Polled(
                pipeline.get().ref(),
                tx.pipelines()
                        .definition(pipelineId, pipeline.get().version())
                        .map(definition -> definition.declaration().roleArn())
                        .orElse(""),
                active(tx, pipeline.get()),
                cursors,
                tx.sources().failures(pipelineId)));
    }

    /** When the pipeline last ran, or was saved. */
    private static Instant active(Tx tx, PipelineRecord pipeline) {
        return tx.executions().list(pipeline.ref().id(), null, 1).stream()
                .map(PipelineExecution::startTime)
                .filter(pipeline.updated()::isBefore)
                .findFirst()
                .orElse(pipeline.updated());
    }

    private boolean idle(Instant active) {
        return active.plus(idleLimit).isBefore(clock.instant());
    }

    /** Looks again with the pipeline locked: it may have been started or saved just now. */
    private boolean disabled(String pipelineId) {
        return store.write(tx -> {
            Optional<PipelineRecord> pipeline = tx.pipelines().findById(pipelineId);
            if (pipeline.isEmpty()) {
                return true;
            }
            tx.pipelines().lock(pipelineId, List.of());
            if (!idle(active(tx, tx.pipelines().findById(pipelineId).orElseThrow()))) {
                return false;
            }
            tx.pipelines().disablePolling(pipelineId, clock.instant());
            tx.signal(Topics.pipeline(pipelineId));
            LOG.info(
                    "the pipeline {} has not run for {} days and is not polled any more until it is started or saved",
                    pipeline.get().ref().arn(),
                    idleLimit.toDays());
            return true;
        });
    }

    /** Ids of all pipelines that have something to poll. */
    List<String> pipelines() {
        return store.read(tx -> tx.sources().polledPipelines());
    }

    private void poll(Polled polled, SourceCursor cursor) {
        PipelineRef pipeline = polled.pipeline();
        try {
            ObjectVersion found = ObjectVersion.present(
                    s3.apply(pipeline.accountId()), cursor.bucket(), cursor.objectKey(), polled.roleArn());
            polled.failure(cursor).ifPresent(recovered -> note(pipeline, cursor, null));
            if (!found.revisionId().equals(cursor.revision())) {
                start(pipeline, cursor, found);
            }
        } catch (FailedAction failed) {
            failed(polled, cursor, failed.failure());
        } catch (RuntimeException e) {
            LOG.error(
                    "a revision of the source {} of pipeline {} could not be taken up, the next poll tries again",
                    cursor.actionName(),
                    pipeline.arn(),
                    e);
        }
    }

    /** What is wrong is shown with the action, once: it is what somebody has to change. */
    private void failed(Polled polled, SourceCursor cursor, JobResult.Failure failure) {
        if (failure.type() == FailureType.SYSTEM_UNAVAILABLE) {
            LOG.info(
                    "the source {} of pipeline {} could not be looked at, the next poll tries again: {}",
                    cursor.actionName(),
                    polled.pipeline().arn(),
                    failure.message());
            return;
        }
        String code = failure.type().toString();
        boolean known = polled.failure(cursor)
                .filter(before -> before.code().equals(code) && before.message().equals(failure.message()))
                .isPresent();
        if (!known) {
            note(
                    polled.pipeline(),
                    cursor,
                    new SourceFailure(cursor.actionName(), code, failure.message(), clock.instant()));
        }
    }

    private void note(PipelineRef pipeline, SourceCursor cursor, @Nullable SourceFailure failure) {
        store.write(tx -> {
            tx.sources().looked(pipeline.id(), cursor.actionName(), failure);
            tx.signal(Topics.pipeline(pipeline.id()));
            return null;
        });
    }

    private void start(PipelineRef pipeline, SourceCursor seen, ObjectVersion found) {
        store.write(tx -> {
            if (tx.pipelines().findById(pipeline.id()).isEmpty()) {
                return Optional.empty();
            }
            return steps.take(
                    tx,
                    pipeline.id(),
                    List.of(),
                    () -> tx.sources().advance(pipeline.id(), seen, found.revisionId())
                            ? Optional.of(start(seen.actionName(), found))
                            : Optional.empty());
        });
    }

    /** Without versions an older content cannot be had, so the source takes what is there when it runs. */
    private static Command start(String actionName, ObjectVersion found) {
        List<SourceOverride> bound = found.versionId() == null
                ? List.of()
                : List.of(new SourceOverride(actionName, SourceRevisionType.S3_OBJECT_VERSION_ID, found.versionId()));
        return new Command.Start(
                new Trigger(TriggerType.POLL_FOR_SOURCE_CHANGES, actionName), Map.of(), bound, null, true);
    }
}
