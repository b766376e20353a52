package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ListWebhooks")
class ListWebhooksTest extends OperationConformance {
    ListWebhooksTest() {
        answers("/webhooks/0/definition/name", "pushes");
        refuses("InvalidNextTokenException", "{'NextToken':'nonsense'}");
    }
}
