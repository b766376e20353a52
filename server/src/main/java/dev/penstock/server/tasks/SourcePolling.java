package dev.penstock.server.tasks;

import dev.penstock.engine.Command;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.providers.s3.ObjectVersion;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.source.SourceCursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
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

    /** @param s3 a client that acts for an account */
    public SourcePolling(Store store, PipelineSteps steps, Function<String, S3Client> s3) {
        this.store = store;
        this.steps = steps;
        this.s3 = s3;
    }

    private record Polled(PipelineRef pipeline, List<SourceCursor> cursors) {}

    /**
     * Looks once at each polled source of the pipeline. A source that cannot be looked at does not keep the others from
     * it, and starts nothing.
     *
     * @return false if there is nothing to poll: the pipeline is gone, or none of its sources is polled any more
     */
    public boolean poll(String pipelineId) {
        Optional<Polled> polled = store.read(tx -> tx.pipelines()
                .findById(pipelineId)
                .map(PipelineRecord::ref)
                .map(ref -> new Polled(ref, tx.sources().polled(pipelineId)))
                .filter(found -> !found.cursors().isEmpty()));
        polled.ifPresent(found -> found.cursors().forEach(cursor -> poll(found.pipeline(), cursor)));
        return polled.isPresent();
    }

    /** Ids of all pipelines that have something to poll. */
    List<String> pipelines() {
        return store.read(tx -> tx.sources().polledPipelines());
    }

    private void poll(PipelineRef pipeline, SourceCursor cursor) {
        try {
            ObjectVersion.newest(s3.apply(pipeline.accountId()), cursor.bucket(), cursor.objectKey())
                    .filter(found -> !found.revisionId().equals(cursor.revision()))
                    .ifPresent(found -> start(pipeline, cursor, found));
        } catch (SdkException e) {
            LOG.info(
                    "the source {} of pipeline {} could not be looked at, the next poll tries again: {}",
                    cursor.actionName(),
                    pipeline.arn(),
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "a revision of the source {} of pipeline {} could not be taken up, the next poll tries again",
                    cursor.actionName(),
                    pipeline.arn(),
                    e);
        }
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
