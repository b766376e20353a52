package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("OverrideStageCondition")
class OverrideStageConditionTest extends OperationConformance {
    OverrideStageConditionTest() {
        refuses("PipelineNotFoundException", override("nowhere", "Check", NOBODY));
        refuses("StageNotFoundException", world -> override("shop", "Nowhere", world.secondExecution));
        refuses("ConditionNotOverridableException", world -> override("shop", "Source", world.secondExecution));
        refuses("NotLatestPipelineExecutionException", world -> override("shop", "Source", world.firstExecution));
        refuses("ConflictException", world -> override("failing", "Gate", world.troubles.failing));
        refuses(
                "ConcurrentPipelineExecutionsLimitExceededException",
                world -> override("crowd", "Gate", world.troubles.shutOutOfCrowd));
    }

    private static String override(String pipeline, String stage, String execution) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage
                + "','conditionType':'BEFORE_ENTRY','pipelineExecutionId':'" + execution + "'}";
    }
}
