package dev.penstock.store.pipeline;

/** Names one version of one pipeline. */
record DefinitionKey(String pipelineId, int version) {}
