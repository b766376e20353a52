package dev.penstock.store.execution;

import dev.penstock.engine.execution.ActionExecution;

/** One row of an action's history. */
public record ActionRecord(String pipelineExecutionId, int pipelineVersion, ActionExecution action) {}
