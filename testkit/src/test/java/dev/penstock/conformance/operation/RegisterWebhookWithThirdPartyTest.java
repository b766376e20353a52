package dev.penstock.conformance.operation;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("RegisterWebhookWithThirdParty")
class RegisterWebhookWithThirdPartyTest extends OperationConformance {
    RegisterWebhookWithThirdPartyTest() {
        refuses("WebhookNotFoundException", "{'webhookName':'nowhere'}");
    }
}
