package dev.penstock.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/**
 * Builds a worker for a partner's action type (owner {@code ThirdParty}): it serves the pipelines of many customers,
 * each known by a client id and proven by a client token.
 *
 * <pre>{@code
 * try (JobWorker worker = ThirdPartyWorker.builder("Test", "AcmeCheck", "1")
 *         .codePipeline(CodePipelineClient.create())
 *         .s3(S3Client.create())
 *         .clientTokens(new ClientTokenFile(Path.of("clients")))
 *         .handler(job -> JobOutcome.succeeded("checked"))
 *         .build()) {
 *     worker.run();
 * }
 * }</pre>
 */
public final class ThirdPartyWorker extends WorkerBuilder<ThirdPartyWorker> {
    private static final Logger LOG = LoggerFactory.getLogger(ThirdPartyWorker.class);

    private @Nullable ClientTokens clientTokens;

    private ThirdPartyWorker(ActionTypeId actionType) {
        super(actionType, Duration.ofSeconds(1));
    }

    /** Starts with the action type to serve; category in API form, for example {@code Test}. */
    public static ThirdPartyWorker builder(String category, String provider, String version) {
        return new ThirdPartyWorker(ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.THIRD_PARTY)
                .provider(provider)
                .version(version)
                .build());
    }

    /** The partner's record of its customers. Required. */
    public ThirdPartyWorker clientTokens(ClientTokens tokens) {
        this.clientTokens = tokens;
        return this;
    }

    @Override
    ThirdPartyWorker self() {
        return this;
    }

    @Override
    JobOffers offers(CodePipelineClient client, ActionTypeId actionType) {
        ClientTokens tokens = required(clientTokens, "clientTokens");
        return (most, wait) -> {
            var answer = client.pollForThirdPartyJobs(r -> r.actionTypeId(actionType)
                    .maxBatchSize(most)
                    .overrideConfiguration(ParkedPoll.configuration(wait)));
            List<OfferedJob> jobs = new ArrayList<>();
            for (var job : answer.jobs()) {
                Optional<String> token = lookUp(tokens, job.clientId());
                if (token.isPresent()) {
                    jobs.add(new ThirdPartyJob(client, job.jobId(), job.clientId(), token.get()));
                } else {
                    LOG.warn(
                            "Skipped job {}: no client token for client {}. Add it to the worker's client tokens; "
                                    + "the job is offered again later",
                            job.jobId(),
                            job.clientId());
                }
            }
            return jobs;
        };
    }

    /** A store of tokens that fails must not cost the rest of the batch. */
    private static Optional<String> lookUp(ClientTokens tokens, String clientId) {
        try {
            return tokens.tokenOf(clientId);
        } catch (RuntimeException e) {
            LOG.error("Cannot look up the client token of client {}", clientId, e);
            return Optional.empty();
        }
    }
}
