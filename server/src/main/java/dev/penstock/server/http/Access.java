package dev.penstock.server.http;

import io.javalin.router.EndpointMetadata;

/**
 * Who may use a route. Every route declares one, so that none is open by accident: {@link Routes} takes no route without
 * it, and {@link HttpServer} checks again when it starts.
 */
public sealed interface Access extends EndpointMetadata {

    /** Whoever signs the request with an access key, within the key's policy. */
    record SignedApi() implements Access {}

    /** Whoever signs the request with an administrator's access key. */
    record AdminApi() implements Access {}

    /** The artifact credentials of one job, for that job's objects. */
    record JobScopedS3() implements Access {}

    /** A sender of events, by the means that its webhook declares. */
    record Webhook() implements Access {}

    /** A person who is signed in to the console. */
    record ConsoleSession() implements Access {}

    /** Everybody who reaches the port. */
    record Public() implements Access {}
}
