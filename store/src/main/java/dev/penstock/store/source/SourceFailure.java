package dev.penstock.store.source;

import java.time.Instant;

/**
 * Why a polled source cannot be looked at.
 *
 * @param code as in {@code errorDetails}
 * @param since when it was first found so
 */
public record SourceFailure(String actionName, String code, String message, Instant since) {}
