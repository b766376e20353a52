package dev.penstock.artifacts.credentials;

/** Whom session credentials speak for. */
public sealed interface SessionSubject {

    /** The worker of one job. */
    record OfJob(String jobId) implements SessionSubject {}

    /** The server itself, on behalf of one account's pipelines: it reaches that account's buckets and no others. */
    record OfAccount(String accountId) implements SessionSubject {}
}
