package dev.penstock.server.workers;

import dev.penstock.artifacts.client.S3Clients;
import dev.penstock.artifacts.credentials.ArtifactCredentials;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.RuleJob;
import dev.penstock.providers.RuleProvider;
import java.time.InstantSource;

/** Gives a rule what it needs to perform a job. Thread-safe. */
public final class RulePerformer implements JobPerformer {
    private final RuleProvider rule;
    private final S3Clients clients;
    private final ArtifactCredentials credentials;
    private final InstantSource clock;

    public RulePerformer(RuleProvider rule, S3Clients clients, ArtifactCredentials credentials, InstantSource clock) {
        this.rule = rule;
        this.clients = clients;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public JobResult perform(Job job) throws InterruptedException {
        return rule.perform(new RuleJob(
                job, () -> clients.forAccount(job.accountId()), () -> credentials.mint(job), clock.instant()));
    }
}
