package dev.penstock.engine.execution;

import org.jspecify.annotations.Nullable;

/** An accepted StopPipelineExecution (spec engine 5.2). */
public record StopRequest(boolean abandon, @Nullable String reason) {}
