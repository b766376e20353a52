package dev.penstock.bench.raw;

/** Where the execution of a pipeline is. Used by whoever has its job, and there is one at a time. */
public final class Run {
    final Row pipeline;
    String executionId;
    long sequence;
    String actionId;
    String jobId = "";
    /** Of the job, from 0. */
    int stage;

    /** At its first job. */
    Run(Row pipeline, String executionId, long sequence, String actionId) {
        this.pipeline = pipeline;
        this.executionId = executionId;
        this.sequence = sequence;
        this.actionId = actionId;
    }

    String pipelineId() {
        return pipeline.text("id");
    }
}
