package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListDeployActionExecutionTargets")
class ListDeployActionExecutionTargetsTest extends OperationConformance {
    ListDeployActionExecutionTargetsTest() {
        refuses("PipelineNotFoundException", "{'pipelineName':'nowhere','actionExecutionId':'" + NOBODY + "'}");
        refuses("ActionExecutionNotFoundException", "{'pipelineName':'shop','actionExecutionId':'" + NOBODY + "'}");
        refuses(
                "InvalidNextTokenException",
                world -> "{'pipelineName':'shop','actionExecutionId':'" + world.troubles.someAction
                        + "','nextToken':'nonsense'}");
    }
}
