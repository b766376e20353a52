package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("DeletePipeline")
class DeletePipelineTest extends OperationConformance {
    DeletePipelineTest() {
        losesAgainstOthers("ConcurrentModificationException", _ -> "{'name':'edited'}");
    }
}
