package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("RollbackStage")
class RollbackStageTest extends OperationConformance {
    RollbackStageTest() {
        refuses("PipelineNotFoundException", rollback("nowhere", "Check", NOBODY));
        refuses("StageNotFoundException", world -> rollback("shop", "Nowhere", world.firstExecution));
        refuses("PipelineExecutionNotFoundException", rollback("shop", "Check", NOBODY));
        refuses("PipelineExecutionOutdatedException", world -> rollback("edited", "Approve", world.troubles.outdated));
        refuses("UnableToRollbackStageException", world -> rollback("shop", "Check", world.secondExecution));
        losesAgainstOthers("ConflictException", world -> rollback("shop", "Approve", world.firstExecution));
    }

    private static String rollback(String pipeline, String stage, String target) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage + "','targetPipelineExecutionId':'" + target
                + "'}";
    }
}
