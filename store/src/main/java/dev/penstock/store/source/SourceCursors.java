package dev.penstock.store.source;

import dev.penstock.engine.definition.PolledSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cursors of polled sources (spec engine 8.2). They go with their pipeline. */
public interface SourceCursors {

    /**
     * Makes the cursors follow a pipeline's new definition. A source that is polled no longer keeps its cursor, one that
     * now reads another object begins anew. The caller holds the pipeline's lock, or has just added it.
     *
     * @param sources all sources of the definition that could be polled
     */
    void follow(String pipelineId, List<PolledSource> sources);

    /** Cursors of the sources that are to be polled. */
    List<SourceCursor> polled(String pipelineId);

    /** Why sources of the pipeline could not be looked at the last time. */
    List<SourceFailure> failures(String pipelineId);

    /**
     * Notes what the last look at a source came to; without effect if the pipeline or the source is gone.
     *
     * @param failure null if it could be looked at
     */
    void looked(String pipelineId, String actionName, @Nullable SourceFailure failure);

    /** Ids of all pipelines with a source that is to be polled, without those whose polling is switched off. */
    List<String> polledPipelines();

    /**
     * Moves a cursor on. The caller holds the pipeline's lock.
     *
     * @param seen the cursor as it was when the object was looked at
     * @return false if it is not like that any more: another poll was faster, or the pipeline was edited
     */
    boolean advance(String pipelineId, SourceCursor seen, String revision);
}
