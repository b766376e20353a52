package dev.penstock.engine.execution;

import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** What started an execution (spec engine 8.1). {@code detail} has at most 1024 characters. */
public record Trigger(TriggerType type, String detail) {}
