package dev.penstock.engine.execution;

import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

/** A source revision asked for by the caller of StartPipelineExecution, or carried by a trigger (spec engine 5.1). */
public record SourceOverride(String actionName, SourceRevisionType type, String value) {}
