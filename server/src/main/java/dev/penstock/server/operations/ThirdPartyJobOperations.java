package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.artifacts.credentials.ArtifactCredentials;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobProtocol.Readable;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultResponse;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;

/**
 * The five calls of a partner's worker (spec jobs 11). The partner serves many customers from its own account: a poll
 * tells only which customer has a job, and everything else must be asked for with that customer's client token.
 * Thread-safe.
 *
 * <p>Checks go from what a stranger may learn to what only the right partner may: existence, client token, nonce, state
 * (spec jobs 11.2).
 */
public final class ThirdPartyJobOperations {
    private final Store store;
    private final InstantSource clock;
    private final EngineSettings settings;
    private final Polls polls;
    private final Acknowledgements acknowledgements;
    private final JobResults results;
    private final ArtifactCredentials credentials;
    private final ClientTokens clientTokens;

    public ThirdPartyJobOperations(
            Store store,
            InstantSource clock,
            EngineSettings settings,
            Polls polls,
            JobResults results,
            ArtifactCredentials credentials) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.polls = polls;
        this.acknowledgements = new Acknowledgements(store, clock, settings);
        this.results = results;
        this.credentials = credentials;
        this.clientTokens = new ClientTokens(clock);
    }

    public void addTo(OperationHandlers handlers) {
        handlers.on(PollForThirdPartyJobsRequest.class, this::pollForThirdPartyJobs)
                .on(GetThirdPartyJobDetailsRequest.class, this::getThirdPartyJobDetails)
                .on(AcknowledgeThirdPartyJobRequest.class, this::acknowledgeThirdPartyJob)
                .on(PutThirdPartyJobSuccessResultRequest.class, this::putThirdPartyJobSuccessResult)
                .on(PutThirdPartyJobFailureResultRequest.class, this::putThirdPartyJobFailureResult);
    }

    PollForThirdPartyJobsResponse pollForThirdPartyJobs(Call call, PollForThirdPartyJobsRequest request) {
        ActionTypeKey key = ActionTypeKey.of(request.actionTypeId());
        if (key.owner() != ActionOwner.THIRD_PARTY) {
            throw ApiException.validation(
                    "PollForThirdPartyJobs can only be used with action types whose owner is ThirdParty");
        }
        return PollForThirdPartyJobsResponse.builder()
                .jobs(polls.take(tx -> queue(tx, call, key), request.maxBatchSize(), call.pollWait()).stream()
                        .map(job -> ThirdPartyJob.builder()
                                .clientId(job.clientId())
                                .jobId(job.id())
                                .build())
                        .toList())
                .build();
    }

    private static Polls.Queue queue(Tx tx, Call call, ActionTypeKey key) {
        Predicate<ActionType> polled = type -> !type.deleted() && polls(call, type.performer());
        return tx.actionTypes()
                .recentPartner(key, call.region(), polled)
                .filter(polled)
                .map(type -> new Polls.Queue(type.queue(call.accountId(), call.region()), null))
                .orElseThrow(() -> JobErrors.notPollable(key));
    }

    GetThirdPartyJobDetailsResponse getThirdPartyJobDetails(Call call, GetThirdPartyJobDetailsRequest request) {
        Job job = store.look(tx -> {
            Optional<Job> found = tx.jobs().find(request.jobId());
            if (found.isPresent() && !found.get().ofActionOf(ActionOwner.THIRD_PARTY)) {
                throw JobErrors.unobtainable(request.jobId());
            }
            return checked(tx, call, request.jobId(), request.clientToken(), found);
        });
        if (JobProtocol.readable(job, clock.instant(), settings) != Readable.WHOLE) {
            throw JobErrors.unobtainable(job.id());
        }
        return GetThirdPartyJobDetailsResponse.builder()
                .jobDetails(JobViews.thirdParty(job, credentials.mint(job)))
                .build();
    }

    AcknowledgeThirdPartyJobResponse acknowledgeThirdPartyJob(Call call, AcknowledgeThirdPartyJobRequest request) {
        return AcknowledgeThirdPartyJobResponse.builder()
                .status(acknowledgements.acknowledge(
                        call, request.nonce(), tx -> offered(tx, call, request.jobId(), request.clientToken())))
                .build();
    }

    PutThirdPartyJobSuccessResultResponse putThirdPartyJobSuccessResult(
            Call call, PutThirdPartyJobSuccessResultRequest request) {
        results.report(
                tx -> find(tx, call, request.jobId(), request.clientToken()),
                job -> ReportedResults.success(
                        request.continuationToken(), request.executionDetails(), request.currentRevision(), Map.of()));
        return PutThirdPartyJobSuccessResultResponse.builder().build();
    }

    PutThirdPartyJobFailureResultResponse putThirdPartyJobFailureResult(
            Call call, PutThirdPartyJobFailureResultRequest request) {
        results.report(
                tx -> find(tx, call, request.jobId(), request.clientToken()),
                job -> ReportedResults.failure(request.failureDetails()));
        return PutThirdPartyJobFailureResultResponse.builder().build();
    }

    /** A partner's job whose type the caller's account polls, and only with its customer's token. */
    private Job find(Tx tx, Call call, String jobId, String clientToken) {
        return checked(tx, call, jobId, clientToken, tx.jobs().find(jobId));
    }

    private Acknowledgements.Offered offered(Tx tx, Call call, String jobId, String clientToken) {
        return checkedOffer(tx, call, jobId, clientToken, tx.jobs().find(jobId));
    }

    private Job checked(Tx tx, Call call, String jobId, String clientToken, Optional<Job> named) {
        return checkedOffer(tx, call, jobId, clientToken, named).job();
    }

    private Acknowledgements.Offered checkedOffer(
            Tx tx, Call call, String jobId, String clientToken, Optional<Job> named) {
        Job job = named.filter(found -> found.region().equals(call.region()))
                .filter(found -> found.ofActionOf(ActionOwner.THIRD_PARTY))
                .orElseThrow(() -> JobErrors.notFound(jobId));
        Performer performer = tx.actionTypes()
                .recentPartner(job.requireActionType(), job.region(), type -> polls(call, type.performer()))
                .map(ActionType::performer)
                .filter(by -> polls(call, by))
                .orElseThrow(() -> JobErrors.notFound(jobId));
        clientTokens.check(tx, job, clientToken);
        return new Acknowledgements.Offered(
                job, performer instanceof Performer.PartnerWorkers workers ? workers.jobTimeout() : null);
    }

    /** The five calls are open to the polling accounts; a self-hosted server has no service principals that could call. */
    private static boolean polls(Call call, Performer performer) {
        return performer instanceof Performer.PartnerWorkers workers
                && workers.pollingAccounts().contains(call.accountId());
    }
}
