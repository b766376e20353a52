package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PutActionRevision")
class PutActionRevisionTest extends OperationConformance {
    PutActionRevisionTest() {
        answers("/newRevision", "true");
        refuses("PipelineNotFoundException", reported("nowhere", "Source", "Fetch"));
        refuses("StageNotFoundException", reported("shop", "Nowhere", "Fetch"));
        refuses("ActionNotFoundException", reported("shop", "Source", "Nowhere"));
        refuses("ConcurrentPipelineExecutionsLimitExceededException", reported("crowd", "Source", "Fetch"));
    }

    private static String reported(String pipeline, String stage, String action) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage + "','actionName':'" + action
                + "','actionRevision':{'revisionId':'1','revisionChangeId':'1','created':1}}";
    }
}
