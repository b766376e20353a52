package dev.penstock.store.execution;

import dev.penstock.engine.execution.RuleExecution;

/** One row of a rule's history. */
public record RuleRecord(String pipelineExecutionId, int pipelineVersion, RuleExecution rule) {}
