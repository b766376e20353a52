package dev.penstock.server.simulation;

import org.jspecify.annotations.Nullable;

/** A row of the store before and after a step; null where it does not exist. */
public record Change<T>(
        String id, @Nullable T before, @Nullable T after) {}
