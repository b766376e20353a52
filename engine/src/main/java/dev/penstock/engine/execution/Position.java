package dev.penstock.engine.execution;

import java.time.Instant;

/**
 * Where an execution stands: inside a stage, whose lock it then holds, or at the inlet in front of it, waiting.
 *
 * @param stageName the stage
 * @param entered true inside, false at the inlet
 * @param arrival order of arrival at the inlet, unique within the pipeline; what makes QUEUED first in, first out
 * @param since when it arrived or entered
 */
public record Position(String stageName, boolean entered, long arrival, Instant since) {}
