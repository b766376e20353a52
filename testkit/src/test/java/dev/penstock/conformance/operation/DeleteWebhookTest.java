package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("DeleteWebhook")
class DeleteWebhookTest extends OperationConformance {
    DeleteWebhookTest() {
        losesAgainstOthers("ConcurrentModificationException", _ -> "{'name':'hook0'}");
    }
}
