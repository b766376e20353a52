package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GetPipelineState")
class GetPipelineStateTest extends OperationConformance {
    GetPipelineStateTest() {
        answers("/stageStates/0/latestExecution/status", "Succeeded");
        answers("/stageStates/1/actionStates/0/latestExecution/summary", "all green");
        refuses("PipelineNotFoundException", "{'name':'nowhere'}");
    }
}
