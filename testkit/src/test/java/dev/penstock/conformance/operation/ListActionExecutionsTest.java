package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListActionExecutions")
class ListActionExecutionsTest extends OperationConformance {
    ListActionExecutionsTest() {
        answers("/actionExecutionDetails/0/actionName", "GoLive");
        answers("/actionExecutionDetails/0/output/executionResult/externalExecutionSummary", "Ship it");
        refuses("PipelineNotFoundException", "{'pipelineName':'nowhere'}");
        refuses(
                "PipelineExecutionNotFoundException",
                "{'pipelineName':'shop','filter':{'pipelineExecutionId':'" + NOBODY + "'}}");
        refuses("InvalidNextTokenException", "{'pipelineName':'shop','nextToken':'nonsense'}");
    }
}
