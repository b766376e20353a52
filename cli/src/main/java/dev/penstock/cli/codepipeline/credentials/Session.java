package dev.penstock.cli.codepipeline.credentials;

import java.time.Instant;

/** Credentials for a time. */
record Session(Credentials credentials, Instant expiration) {}
