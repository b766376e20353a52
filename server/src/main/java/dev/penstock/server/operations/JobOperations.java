package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.artifacts.credentials.ArtifactCredentials;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobProtocol.Readable;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.JobDetails;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;

/** The five calls of a custom action's worker, who belongs to the pipeline's own account (spec jobs 4 to 8). Thread-safe. */
public final class JobOperations {
    private static final Logger LOG = LoggerFactory.getLogger(JobOperations.class);

    private final Store store;
    private final InstantSource clock;
    private final EngineSettings settings;
    private final Polls polls;
    private final Acknowledgements acknowledgements;
    private final JobResults results;
    private final ArtifactCredentials credentials;

    public JobOperations(
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
    }

    public void addTo(OperationHandlers handlers) {
        handlers.on(PollForJobsRequest.class, this::pollForJobs)
                .on(AcknowledgeJobRequest.class, this::acknowledgeJob)
                .on(GetJobDetailsRequest.class, this::getJobDetails)
                .on(PutJobSuccessResultRequest.class, this::putJobSuccessResult)
                .on(PutJobFailureResultRequest.class, this::putJobFailureResult);
    }

    /** Empty if no credentials can be made: that job's dispatch lapses, and the others of the batch are not lost. */
    private Optional<software.amazon.awssdk.services.codepipeline.model.Job> polled(Job job) {
        try {
            return Optional.of(JobViews.polled(job, credentials.mint(job)));
        } catch (RuntimeException e) {
            LOG.error("no artifact credentials for job {}; it waits for its next dispatch", job.id(), e);
            return Optional.empty();
        }
    }

    PollForJobsResponse pollForJobs(Call call, PollForJobsRequest request) {
        ActionTypeKey key = ActionTypeKey.of(request.actionTypeId());
        if (key.owner() != ActionOwner.CUSTOM) {
            throw ApiException.validation("PollForJobs can only be used with action types whose owner is Custom");
        }
        return PollForJobsResponse.builder()
                .jobs(polls
                        .take(tx -> queue(tx, call, key, request.queryParam()), request.maxBatchSize(), call.pollWait())
                        .stream()
                        .flatMap(job -> polled(job).stream())
                        .toList())
                .build();
    }

    private static Polls.Queue queue(Tx tx, Call call, ActionTypeKey key, Map<String, String> queryParam) {
        ActionType type = tx.actionTypes()
                .recentCustom(key, call.accountId(), call.region(), found -> !found.deleted())
                .filter(found -> !found.deleted())
                .orElseThrow(() -> JobErrors.notPollable(key));
        return new Polls.Queue(type.queue(call.accountId(), call.region()), queryValue(type, queryParam));
    }

    /** A queryable property must be asked for by its value, and nothing else may be asked for (spec jobs 4). */
    private static @Nullable String queryValue(ActionType type, Map<String, String> queryParam) {
        Optional<ActionProperty> queryable = type.queryable();
        if (queryable.isEmpty()) {
            if (!queryParam.isEmpty()) {
                throw ApiException.validation("Action type has no queryable property");
            }
            return null;
        }
        String name = queryable.get().name();
        String value = queryParam.get(name);
        if (value == null) {
            throw ApiException.validation("Query parameter '" + name + "' is required for this action type");
        }
        return value;
    }

    AcknowledgeJobResponse acknowledgeJob(Call call, AcknowledgeJobRequest request) {
        return AcknowledgeJobResponse.builder()
                .status(acknowledgements.acknowledge(
                        call,
                        request.nonce(),
                        tx -> new Acknowledgements.Offered(find(tx, call, request.jobId()), null)))
                .build();
    }

    GetJobDetailsResponse getJobDetails(Call call, GetJobDetailsRequest request) {
        Seen seen = store.look(tx -> {
            Job job = find(tx, call, request.jobId());
            return new Seen(job, tx.actionTypes().findCustom(job.requireActionType(), job.accountId(), job.region()));
        });
        return GetJobDetailsResponse.builder().jobDetails(details(seen)).build();
    }

    private record Seen(Job job, Optional<ActionType> type) {}

    private JobDetails details(Seen seen) {
        Readable readable = JobProtocol.readable(seen.job, clock.instant(), settings);
        return switch (readable) {
            case WHOLE -> JobViews.details(seen.job, credentials.mint(seen.job));
            case MASKED -> JobViews.finished(seen.job, seen.type);
            case NOTHING -> throw JobErrors.notFound(seen.job.id());
        };
    }

    PutJobSuccessResultResponse putJobSuccessResult(Call call, PutJobSuccessResultRequest request) {
        results.report(
                tx -> reportable(tx, call, request.jobId()),
                job -> ReportedResults.success(
                        request.continuationToken(),
                        request.executionDetails(),
                        request.currentRevision(),
                        request.outputVariables()));
        return PutJobSuccessResultResponse.builder().build();
    }

    PutJobFailureResultResponse putJobFailureResult(Call call, PutJobFailureResultRequest request) {
        results.report(
                tx -> reportable(tx, call, request.jobId()), job -> ReportedResults.failure(request.failureDetails()));
        return PutJobFailureResultResponse.builder().build();
    }

    /** Custom jobs of the caller's account and region; every other job is unknown here (spec jobs 5). */
    private static Job find(Tx tx, Call call, String jobId) {
        return find(tx, call, jobId, job -> job.ofActionOf(ActionOwner.CUSTOM));
    }

    /** Functions that decide rules report as well (spec engine 6.3). */
    private static Job reportable(Tx tx, Call call, String jobId) {
        return find(tx, call, jobId, job -> job.ofActionOf(ActionOwner.CUSTOM) || job.ofFunctionRule());
    }

    private static Job find(Tx tx, Call call, String jobId, Predicate<Job> wanted) {
        return tx.jobs()
                .find(jobId)
                .filter(wanted)
                .filter(job ->
                        job.accountId().equals(call.accountId()) && job.region().equals(call.region()))
                .orElseThrow(() -> JobErrors.notFound(jobId));
    }
}
