package dev.penstock.store.source;

import dev.penstock.engine.definition.PolledSource;
import java.util.List;

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

    /** Ids of all pipelines with a source that is to be polled. */
    List<String> polledPipelines();

    /**
     * Moves a cursor on. The caller holds the pipeline's lock.
     *
     * @param seen the cursor as it was when the object was looked at
     * @return false if it is not like that any more: another poll was faster, or the pipeline was edited
     */
    boolean advance(String pipelineId, SourceCursor seen, String revision);
}
