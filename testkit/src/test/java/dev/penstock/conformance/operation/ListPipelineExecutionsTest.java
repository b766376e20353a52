package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListPipelineExecutions")
class ListPipelineExecutionsTest extends OperationConformance {
    ListPipelineExecutionsTest() {
        answers("/pipelineExecutionSummaries/0/status", "Succeeded");
        answers("/pipelineExecutionSummaries/0/sourceRevisions/0/revisionSummary", "New covers");
        refuses("PipelineNotFoundException", "{'pipelineName':'nowhere'}");
        refuses("InvalidNextTokenException", "{'pipelineName':'shop','nextToken':'nonsense'}");
    }
}
