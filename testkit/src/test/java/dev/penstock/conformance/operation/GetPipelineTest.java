package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GetPipeline")
class GetPipelineTest extends OperationConformance {
    GetPipelineTest() {
        answers("/pipeline/name", "shop");
        answers("/pipeline/version", "2");
        answers("/pipeline/stages/0/actions/0/runOrder", "1");
        refuses("PipelineNotFoundException", "{'name':'nowhere'}");
        refuses("PipelineNotFoundException", "{'name':'shop','version':99}");
        never(
                "PipelineVersionNotFoundException",
                "AWS answers an unknown version with PipelineNotFoundException, and so do we");
    }
}
