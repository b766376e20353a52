package dev.penstock.bench.client;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The calls of a partner's worker over the lean client. */
public final class LeanThirdPartyCalls implements JobCalls {
    private final ApiClient client;
    private final String poll;
    private final String clientToken;

    public LeanThirdPartyCalls(ApiClient client, ActionTypeName type, String clientToken) {
        this.client = client;
        this.poll = "{\"actionTypeId\":" + type.json() + ",\"maxBatchSize\":1}";
        this.clientToken = clientToken;
    }

    @Override
    public Optional<WorkedJob> poll(int waitSeconds) {
        JsonNode jobs = client.poll("PollForThirdPartyJobs", poll, waitSeconds).path("jobs");
        return jobs.isEmpty()
                ? Optional.empty()
                : Optional.of(new WorkedJob(jobs.get(0).path("jobId").asString(), "", "", "", ""));
    }

    @Override
    public WorkedJob details(WorkedJob polled) {
        JsonNode details =
                client.call("GetThirdPartyJobDetails", "{" + job(polled) + "}").path("jobDetails");
        JsonNode context = details.path("data").path("pipelineContext");
        return new WorkedJob(
                polled.id(),
                details.path("nonce").asString(),
                context.path("pipelineName").asString(),
                context.path("stage").path("name").asString(),
                "");
    }

    @Override
    public void acknowledge(WorkedJob job) {
        byte[] _ = client.send("AcknowledgeThirdPartyJob", "{" + job(job) + ",\"nonce\":\"" + job.nonce() + "\"}");
    }

    @Override
    public void succeed(WorkedJob job) {
        byte[] _ = client.send(
                "PutThirdPartyJobSuccessResult",
                "{" + job(job) + ",\"currentRevision\":{\"revision\":\"9f2c1e\",\"changeIdentifier\":\"9f2c1e\"},"
                        + "\"executionDetails\":{\"summary\":\"done\",\"externalExecutionId\":\"run-17\",\"percentComplete\":100}}");
    }

    private String job(WorkedJob job) {
        return "\"jobId\":\"" + job.id() + "\",\"clientToken\":\"" + clientToken + "\"";
    }

    @Override
    public void close() {
        client.close();
    }
}
