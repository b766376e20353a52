package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GetJobDetails")
class GetJobDetailsTest extends OperationConformance {
    GetJobDetailsTest() {
        answers("/jobDetails/data/pipelineContext/pipelineName", "shop");
        answers("/jobDetails/data/outputArtifacts/0/name", "Books");
        refuses("JobNotFoundException", "{'jobId':'" + NOBODY + "'}");
    }
}
