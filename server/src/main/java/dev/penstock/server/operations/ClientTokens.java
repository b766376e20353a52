package dev.penstock.server.operations;

import dev.penstock.engine.job.Job;
import dev.penstock.store.Tx;
import dev.penstock.store.account.Client;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;

/** Checks that a partner holds the token of the customer whose job it touches (spec jobs 11.2). Thread-safe. */
final class ClientTokens {
    private final InstantSource clock;

    ClientTokens(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @throws software.amazon.awssdk.services.codepipeline.model.InvalidClientTokenException if it is neither the current
     *     token of the job's client nor, within the grace period of a rotation, the one before
     */
    void check(Tx tx, Job job, String clientToken) {
        boolean known = job.clientId() != null
                && tx.clients()
                        .find(job.clientId())
                        .filter(client -> opens(client, clientToken, clock.instant()))
                        .isPresent();
        if (!known) {
            throw JobErrors.wrongClientToken(job.id());
        }
    }

    /** Compares with both tokens always, so that the time tells nothing about either. */
    private static boolean opens(Client client, String given, Instant now) {
        boolean current = same(client.token(), given);
        boolean previous = client.previousToken() != null && same(client.previousToken(), given);
        boolean inGrace = client.previousUntil() != null && now.isBefore(client.previousUntil());
        return current | (previous & inGrace);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
