package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("StartPipelineExecution")
class StartPipelineExecutionTest extends OperationConformance {
    StartPipelineExecutionTest() {
        refuses("PipelineNotFoundException", "{'name':'nowhere'}");
        refuses("ConcurrentPipelineExecutionsLimitExceededException", "{'name':'crowd'}");
        losesAgainstOthers("ConflictException", _ -> "{'name':'shop'}");
    }
}
