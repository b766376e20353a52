package dev.penstock.artifacts.endpoint;

import dev.penstock.artifacts.credentials.JobAccess;
import dev.penstock.artifacts.credentials.SessionSubject;
import dev.penstock.artifacts.credentials.SessionTokens;
import java.time.InstantSource;

/** Finds out who a request claims to come from, and what that caller may do. */
final class Authenticator {
    private final AccountKeys accountKeys;
    private final SessionTokens tokens;
    private final JobAccess jobs;
    private final BucketOwners owners;
    private final InstantSource clock;

    Authenticator(
            AccountKeys accountKeys, SessionTokens tokens, JobAccess jobs, BucketOwners owners, InstantSource clock) {
        this.accountKeys = accountKeys;
        this.tokens = tokens;
        this.jobs = jobs;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * @param reading the request is a GET or HEAD
     * @throws software.amazon.awssdk.services.s3.model.S3Exception InvalidAccessKeyId, InvalidToken or ExpiredToken
     */
    Caller caller(PresentedCredentials presented, boolean reading) {
        String id = presented.accessKeyId();
        String token = presented.sessionToken();
        if (id.startsWith("ASIA")) {
            if (token == null) {
                throw S3Errors.invalidToken();
            }
            return session(id, token, reading);
        }
        AccountKey key = accountKeys.find(id).orElseThrow(S3Errors::invalidAccessKeyId);
        if (token != null) {
            throw S3Errors.invalidToken();
        }
        return new Caller(id, key.secret(), new AccountAccess(key.accountId(), key.permissions(), owners));
    }

    private Caller session(String accessKeyId, String token, boolean reading) {
        return switch (tokens.verify(accessKeyId, token, clock.instant())) {
            case SessionTokens.Verdict.Invalid() -> throw S3Errors.invalidToken();
            case SessionTokens.Verdict.Expired() -> throw S3Errors.expiredToken();
            case SessionTokens.Verdict.Valid(SessionSubject subject, String secret) ->
                new Caller(accessKeyId, secret, access(subject, reading));
        };
    }

    private Access access(SessionSubject subject, boolean reading) {
        return switch (subject) {
            case SessionSubject.OfAccount(String accountId) -> new AccountAccess(accountId, Permissions.ALL, owners);
            // A finished job's credentials are over, whatever their expiry says.
            case SessionSubject.OfJob(String jobId) ->
                new JobObjectsAccess(jobs.find(jobId).orElseThrow(S3Errors::expiredToken), reading, owners);
        };
    }
}
