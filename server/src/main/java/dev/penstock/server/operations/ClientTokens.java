package dev.penstock.server.operations;

import dev.penstock.engine.job.Job;
import dev.penstock.store.Tx;
import dev.penstock.store.account.Client;
import dev.penstock.store.account.ClientKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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
        String clientId = job.clientId();
        // Looked up again before it is refused: another server may have given out a new token a moment ago.
        if (clientId == null
                || !(opens(tx.clients().recent(new ClientKey.Id(clientId)), clientToken)
                        || opens(tx.clients().find(clientId), clientToken))) {
            throw JobErrors.wrongClientToken(job.id());
        }
    }

    private boolean opens(Optional<Client> client, String given) {
        return client.filter(known -> opens(known, given, clock.instant())).isPresent();
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
