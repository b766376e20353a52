package dev.penstock.store.pipeline;

import java.util.NoSuchElementException;

/**
 * A pipeline id that was just read names nothing any more, or never did. On PostgreSQL the whole work then runs again:
 * somebody deleted the pipeline between look and lock, and the second look finds nothing.
 */
public final class PipelineGoneException extends NoSuchElementException {
    public PipelineGoneException(String pipelineId) {
        super("There is no pipeline with id " + pipelineId);
    }
}
