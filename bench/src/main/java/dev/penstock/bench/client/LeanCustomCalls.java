package dev.penstock.bench.client;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The calls of a custom action's worker over the lean client. */
public final class LeanCustomCalls implements JobCalls {
    private final ApiClient client;
    private final String poll;

    public LeanCustomCalls(ApiClient client, ActionTypeName type) {
        this.client = client;
        this.poll = "{\"actionTypeId\":" + type.json() + ",\"maxBatchSize\":1}";
    }

    @Override
    public Optional<WorkedJob> poll(int waitSeconds) {
        JsonNode jobs = client.poll("PollForJobs", poll, waitSeconds).path("jobs");
        return jobs.isEmpty() ? Optional.empty() : Optional.of(job(jobs.get(0)));
    }

    private static WorkedJob job(JsonNode job) {
        JsonNode context = job.path("data").path("pipelineContext");
        return new WorkedJob(
                job.path("id").asString(),
                job.path("nonce").asString(""),
                context.path("pipelineName").asString(),
                context.path("stage").path("name").asString(),
                context.path("pipelineExecutionId").asString());
    }

    @Override
    public WorkedJob details(WorkedJob polled) {
        byte[] _ = client.send("GetJobDetails", "{\"jobId\":\"" + polled.id() + "\"}");
        return polled;
    }

    @Override
    public void acknowledge(WorkedJob job) {
        byte[] _ = client.send("AcknowledgeJob", "{\"jobId\":\"" + job.id() + "\",\"nonce\":\"" + job.nonce() + "\"}");
    }

    @Override
    public void succeed(WorkedJob job) {
        byte[] _ = client.send(
                "PutJobSuccessResult",
                "{\"jobId\":\"" + job.id()
                        + "\",\"currentRevision\":{\"revision\":\"9f2c1e\",\"changeIdentifier\":\"9f2c1e\"},"
                        + "\"executionDetails\":{\"summary\":\"done\",\"externalExecutionId\":\"run-17\",\"percentComplete\":100}}");
    }

    @Override
    public void close() {
        client.close();
    }
}
