package dev.penstock.store.source;

import org.jspecify.annotations.Nullable;

/**
 * How far a source action of a pipeline has been polled.
 *
 * @param revision the last one that started an execution; null if none did yet
 */
public record SourceCursor(
        String actionName,
        String bucket,
        String objectKey,
        @Nullable String revision) {}
