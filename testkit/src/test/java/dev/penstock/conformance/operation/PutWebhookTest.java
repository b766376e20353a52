package dev.penstock.conformance.operation;

import static dev.penstock.conformance.Troubles.webhook;

import dev.penstock.conformance.OperationConformance;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PutWebhook")
class PutWebhookTest extends OperationConformance {
    PutWebhookTest() {
        answers("/webhook/definition/authenticationConfiguration/SecretToken", "****");
        refuses("PipelineNotFoundException", webhook("hook0", "nowhere", "$.ref") + "}}");
        refuses("InvalidWebhookFilterPatternException", webhook("hook0", "shop", "$[[[") + "}}");
        refuses(
                "InvalidWebhookAuthenticationParametersException",
                webhook("hook0", "shop", "$.ref").replace("'SecretToken':'x'", "") + "}}");
        refuses("TooManyTagsException", webhook("hook0", "shop", "$.ref") + "},'tags':" + Tags.MANY + "}");
        refuses("InvalidTagsException", webhook("hook0", "shop", "$.ref") + "},'tags':" + Tags.RESERVED + "}");
        refuses("LimitExceededException", webhook("one-more", "shop", "$.ref") + "}}");
        losesAgainstOthers("ConcurrentModificationException", _ -> webhook("hook0", "shop", "$.ref") + "}}");
    }
}
