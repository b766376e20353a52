package dev.penstock.engine.explain;

import org.jspecify.annotations.Nullable;

/**
 * One reason why an execution stands at a place.
 *
 * @param stageName null for what concerns the whole execution
 * @param actionName null for what concerns the whole stage
 */
public record Finding(
        String executionId,
        @Nullable String stageName,
        @Nullable String actionName,
        Cause cause) {}
