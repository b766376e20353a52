package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GetPipelineExecution")
class GetPipelineExecutionTest extends OperationConformance {
    GetPipelineExecutionTest() {
        answers("/pipelineExecution/status", "Succeeded");
        answers("/pipelineExecution/artifactRevisions/0/revisionId", "abc123");
        refuses("PipelineNotFoundException", "{'pipelineName':'nowhere','pipelineExecutionId':'" + NOBODY + "'}");
        refuses("PipelineExecutionNotFoundException", "{'pipelineName':'shop','pipelineExecutionId':'" + NOBODY + "'}");
    }
}
