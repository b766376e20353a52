package dev.penstock.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidClientTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultResponse;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;

/** The third-party half of the job protocol, kept in memory, for tests of the worker's own behaviour. */
final class FakeCodePipeline implements CodePipelineClient {
    static final String TOKEN = "token-of-";

    private final Queue<ThirdPartyJob> waiting = new ConcurrentLinkedQueue<>();
    private final Map<String, String> clientOf = new ConcurrentHashMap<>();
    private final Map<String, String> continuation = new HashMap<>();
    final List<PollForThirdPartyJobsRequest> polls = java.util.Collections.synchronizedList(new ArrayList<>());
    final BlockingQueue<CodePipelineRequest> results = new LinkedBlockingQueue<>();
    final AtomicInteger detailsCalls = new AtomicInteger();
    final Queue<RuntimeException> failResults = new ConcurrentLinkedQueue<>();
    final Queue<RuntimeException> failPolls = new ConcurrentLinkedQueue<>();
    volatile boolean takenByOther;
    volatile boolean ended;

    void offer(String clientId, String jobId) {
        clientOf.put(jobId, clientId);
        waiting.add(ThirdPartyJob.builder().clientId(clientId).jobId(jobId).build());
    }

    synchronized void offer(String clientId, String jobId, String continuationToken) {
        continuation.put(jobId, continuationToken);
        offer(clientId, jobId);
    }

    CodePipelineRequest nextResult() throws InterruptedException {
        CodePipelineRequest result = results.poll(20, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("no result arrived");
        }
        return result;
    }

    @Override
    public PollForThirdPartyJobsResponse pollForThirdPartyJobs(PollForThirdPartyJobsRequest request) {
        polls.add(request);
        RuntimeException failure = failPolls.poll();
        if (failure != null) {
            throw failure;
        }
        List<ThirdPartyJob> jobs = new ArrayList<>();
        while (jobs.size() < request.maxBatchSize() && waiting.peek() != null) {
            jobs.add(waiting.remove());
        }
        return PollForThirdPartyJobsResponse.builder().jobs(jobs).build();
    }

    @Override
    public synchronized GetThirdPartyJobDetailsResponse getThirdPartyJobDetails(GetThirdPartyJobDetailsRequest r) {
        detailsCalls.incrementAndGet();
        checkToken(r.jobId(), r.clientToken());
        if (ended) {
            throw InvalidJobException.builder().message("ended").build();
        }
        return GetThirdPartyJobDetailsResponse.builder()
                .jobDetails(d -> d.id(r.jobId())
                        .nonce("3")
                        .data(data -> data.continuationToken(continuation.get(r.jobId()))
                                .pipelineContext(c -> c.pipelineName("shop"))
                                .artifactCredentials(c -> c.accessKeyId("AKID" + detailsCalls.get())
                                        .secretAccessKey("s")
                                        .sessionToken("t"))
                                .inputArtifacts(List.of())
                                .outputArtifacts(List.of())))
                .build();
    }

    @Override
    public AcknowledgeThirdPartyJobResponse acknowledgeThirdPartyJob(AcknowledgeThirdPartyJobRequest request) {
        checkToken(request.jobId(), request.clientToken());
        if (takenByOther || !"3".equals(request.nonce())) {
            throw InvalidNonceException.builder().message("nonce").build();
        }
        return AcknowledgeThirdPartyJobResponse.builder()
                .status(JobStatus.IN_PROGRESS)
                .build();
    }

    @Override
    public PutThirdPartyJobSuccessResultResponse putThirdPartyJobSuccessResult(
            PutThirdPartyJobSuccessResultRequest request) {
        checkToken(request.jobId(), request.clientToken());
        accept(request);
        return PutThirdPartyJobSuccessResultResponse.builder().build();
    }

    @Override
    public PutThirdPartyJobFailureResultResponse putThirdPartyJobFailureResult(
            PutThirdPartyJobFailureResultRequest request) {
        checkToken(request.jobId(), request.clientToken());
        accept(request);
        return PutThirdPartyJobFailureResultResponse.builder().build();
    }

    private void accept(CodePipelineRequest request) {
        RuntimeException failure = failResults.poll();
        if (failure != null) {
            throw failure;
        }
        results.add(request);
    }

    private void checkToken(String jobId, String token) {
        if (!token.equals(TOKEN + clientOf.get(jobId))) {
            throw InvalidClientTokenException.builder().message("token").build();
        }
    }

    @Override
    public String serviceName() {
        return "codepipeline";
    }

    @Override
    public void close() {}
}
