package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("RetryStageExecution")
class RetryStageExecutionTest extends OperationConformance {
    RetryStageExecutionTest() {
        refuses("PipelineNotFoundException", retry("nowhere", "Check", NOBODY));
        refuses("StageNotFoundException", world -> retry("shop", "Nowhere", world.secondExecution));
        refuses("StageNotRetryableException", world -> retry("shop", "Source", world.secondExecution));
        refuses("NotLatestPipelineExecutionException", world -> retry("shop", "Source", world.firstExecution));
        refuses("ConflictException", world -> retry("again", "Work", world.troubles.retrying));
        refuses(
                "ConcurrentPipelineExecutionsLimitExceededException",
                world -> retry("crowd", "Source", world.troubles.failedInCrowd));
    }

    private static String retry(String pipeline, String stage, String execution) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage
                + "','retryMode':'FAILED_ACTIONS','pipelineExecutionId':'" + execution + "'}";
    }
}
