package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("StopPipelineExecution")
class StopPipelineExecutionTest extends OperationConformance {
    StopPipelineExecutionTest() {
        refuses("PipelineNotFoundException", "{'pipelineName':'nowhere','pipelineExecutionId':'" + NOBODY + "'}");
        refuses(
                "PipelineExecutionNotStoppableException",
                world -> "{'pipelineName':'shop','pipelineExecutionId':'" + world.firstExecution + "'}");
        refuses(
                "DuplicatedStopRequestException",
                world -> "{'pipelineName':'slow','pipelineExecutionId':'" + world.troubles.stopping + "'}");
        losesAgainstOthers(
                "ConflictException",
                world -> "{'pipelineName':'shop','pipelineExecutionId':'" + world.secondExecution + "'}");
    }
}
