package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListPipelines")
class ListPipelinesTest extends OperationConformance {
    ListPipelinesTest() {
        answers("/pipelines/0/name", "shop");
        answers("/pipelines/0/executionMode", "QUEUED");
        refuses("InvalidNextTokenException", "{'nextToken':'nonsense'}");
    }
}
