package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.webhook.Webhook;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthenticationType;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

class WebhooksTest extends StoreContract {
    private static final String ACCOUNT = "111111111111";
    private static final String REGION = "us-east-1";

    @Test
    void aWebhookIsFoundByNameAndByTheTokenOfItsUrl() {
        Webhook push = webhook("push", "token-1");
        change(tx -> tx.webhooks().insert(push));

        look(tx -> {
            assertThat(tx.webhooks().find(ACCOUNT, REGION, "push")).contains(push);
            assertThat(tx.webhooks().findByToken("token-1")).contains(push);
            assertThat(tx.webhooks().find(ACCOUNT, "eu-west-1", "push")).isEmpty();
            assertThat(tx.webhooks().findByToken("token-2")).isEmpty();
        });
    }

    @Test
    void anUpdateKeepsTheTokenAndWhatHappened() {
        change(tx -> tx.webhooks().insert(webhook("push", "token-1")));
        Webhook before = found("push");
        change(tx -> tx.webhooks().triggered(before, clock.instant()));
        change(tx -> tx.webhooks().failed(before, new Webhook.Failure("PipelineNotFoundException", "gone")));
        change(tx -> tx.webhooks()
                .update(new Webhook(
                        ACCOUNT,
                        REGION,
                        "token-1",
                        before.definition().toBuilder().targetAction("Other").build(),
                        "4711",
                        null,
                        null)));

        Webhook after = found("push");
        assertThat(after.definition().targetAction()).isEqualTo("Other");
        assertThat(after.token()).isEqualTo("token-1");
        assertThat(after.registration()).isEqualTo("4711");
        assertThat(after.lastTriggered()).isEqualTo(clock.instant());
        assertThat(after.error()).isEqualTo(new Webhook.Failure("PipelineNotFoundException", "gone"));

        change(tx -> tx.webhooks().triggered(after, clock.instant()));
        assertThat(found("push").error()).isNull();
    }

    @Test
    void webhooksAreListedByNameAndCounted() {
        for (String name : List.of("c", "a", "B", "b")) {
            change(tx -> tx.webhooks().insert(webhook(name, "token-" + name)));
        }

        look(tx -> {
            assertThat(tx.webhooks().list(ACCOUNT, REGION, null, 3))
                    .extracting(Webhook::name)
                    .containsExactly("B", "a", "b");
            assertThat(tx.webhooks().list(ACCOUNT, REGION, "b", 3))
                    .extracting(Webhook::name)
                    .containsExactly("c");
            assertThat(tx.webhooks().count(ACCOUNT, REGION)).isEqualTo(4);
            assertThat(tx.webhooks().count("222222222222", REGION)).isZero();
        });
    }

    @Test
    void aDeletedWebhookIsGoneWithItsToken() {
        change(tx -> tx.webhooks().insert(webhook("push", "token-1")));
        change(tx -> tx.webhooks().delete(ACCOUNT, REGION, "push"));
        change(tx -> tx.webhooks().delete(ACCOUNT, REGION, "push"));

        look(tx -> assertThat(tx.webhooks().findByToken("token-1")).isEmpty());
    }

    private Webhook found(String name) {
        return store.read(tx -> tx.webhooks().find(ACCOUNT, REGION, name)).orElseThrow();
    }

    private static Webhook webhook(String name, String token) {
        WebhookDefinition definition = WebhookDefinition.builder()
                .name(name)
                .targetPipeline("shop")
                .targetAction("Fetch")
                .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                .authenticationConfiguration(authentication -> authentication.secretToken("hush"))
                .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/{Branch}"))
                .build();
        return new Webhook(ACCOUNT, REGION, token, definition, null, null, null);
    }
}
