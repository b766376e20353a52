package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("DeregisterWebhookWithThirdParty")
class DeregisterWebhookWithThirdPartyTest extends OperationConformance {
    DeregisterWebhookWithThirdPartyTest() {
        refuses("WebhookNotFoundException", "{'webhookName':'nowhere'}");
    }
}
