package dev.penstock.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.server.webhooks.WebhookDelivery.Sender;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookAuthenticationParametersException;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthenticationType;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/** Who may send events (spec jobs 18.1). The signatures are those of GitHub's own documentation. */
class WebhookAuthenticationTest {
    private static final String SECRET = "It's a Secret to Everybody";
    private static final String BODY = "Hello, World!";
    private static final String SHA256 = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final String SHA1 = "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59";

    @Test
    void gitHubsSignatureOpensAndEverySignatureThatIsThereMustBeRight() {
        assertThat(signed(null, SHA256)).isTrue();
        assertThat(signed(SHA1, null)).isEqualTo(signed(SHA1, SHA256));
        assertThat(signed(null, null)).isFalse();
        assertThat(signed(null, SHA256.replace('7', '8'))).isFalse();
        assertThat(signed("sha1=00", SHA256)).isFalse();
        assertThat(signed(SHA256, null)).isFalse();
        assertThat(signed("", "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::/0, 192.0.2.1, false",
    })
    void anAddressIsInsideItsRangeOrNot(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "/8", "192.0.2", "a/8"})
    void whatIsNoRangeIsRefusedWithoutAskingANameServer(String range) {
        assertThat(AddressRange.parse(range)).isEmpty();
    }

    @Test
    void aForwardedAddressCountsOnlyAsFarAsTrustedProxiesWroteIt() {
        SenderAddress behind = sender("10.0.0.0/8", "127.0.0.1");

        assertThat(sender().of("203.0.113.1", List.of("192.0.2.1"))).contains(InetAddress.ofLiteral("203.0.113.1"));
        assertThat(behind.of("203.0.113.1", List.of("192.0.2.1"))).contains(InetAddress.ofLiteral("203.0.113.1"));
        assertThat(behind.of("127.0.0.1", List.of("198.51.100.9, 192.0.2.1, 10.1.1.1")))
                .contains(InetAddress.ofLiteral("192.0.2.1"));
        assertThat(behind.of("127.0.0.1", List.of())).contains(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(behind.of("127.0.0.1", List.of("198.51.100.9, nonsense"))).isEmpty();
        assertThat(behind.of("[::1]", List.of("198.51.100.9"))).contains(InetAddress.ofLiteral("::1"));
    }

    @Test
    void aProxyThatAddsALineOfItsOwnIsBelievedAndTheSendersLineBeforeItIsNot() {
        List<String> lines = List.of("192.0.2.7", "203.0.113.9");

        assertThat(sender("127.0.0.1").of("127.0.0.1", lines)).contains(InetAddress.ofLiteral("203.0.113.9"));
    }

    @Test
    void eachKindTakesItsOwnParametersAndNoOthers() {
        for (WebhookAuthenticationType kind : List.of(
                WebhookAuthenticationType.GITHUB_HMAC,
                WebhookAuthenticationType.IP,
                WebhookAuthenticationType.UNAUTHENTICATED)) {
            for (@Nullable String secret : Arrays.asList(null, "s")) {
                for (@Nullable String range : Arrays.asList(null, "192.0.2.0/24")) {
                    boolean right = (secret != null) == (kind == WebhookAuthenticationType.GITHUB_HMAC)
                            && (range != null) == (kind == WebhookAuthenticationType.IP);
                    WebhookDefinition webhook = webhook(kind, secret, range);
                    if (right) {
                        assertThatCode(() -> WebhookAuthentication.check(webhook))
                                .doesNotThrowAnyException();
                    } else {
                        assertThatThrownBy(() -> WebhookAuthentication.check(webhook))
                                .isInstanceOf(InvalidWebhookAuthenticationParametersException.class)
                                .hasMessageContaining("'authenticationConfig' should");
                    }
                }
            }
        }
        assertThatThrownBy(() -> WebhookAuthentication.check(webhook(WebhookAuthenticationType.IP, null, "nowhere")))
                .isInstanceOf(InvalidWebhookAuthenticationParametersException.class);
    }

    private static boolean signed(@Nullable String sha1, @Nullable String sha256) {
        Sender sender = new Sender(AddressRange.address("192.0.2.1"), sha1, sha256, null);
        return WebhookAuthentication.admits(
                webhook(WebhookAuthenticationType.GITHUB_HMAC, SECRET, null),
                new WebhookDelivery("t", null, BODY.getBytes(StandardCharsets.UTF_8), sender));
    }

    private static SenderAddress sender(String... proxies) {
        return new SenderAddress(Arrays.stream(proxies)
                .map(range -> AddressRange.parse(range).orElseThrow())
                .toList());
    }

    private static WebhookDefinition webhook(
            WebhookAuthenticationType kind, @Nullable String secret, @Nullable String range) {
        return WebhookDefinition.builder()
                .name("push")
                .authentication(kind)
                .authenticationConfiguration(given -> given.secretToken(secret).allowedIPRange(range))
                .build();
    }
}
