package dev.penstock.server.webhooks;

import dev.penstock.server.webhooks.WebhookDelivery.Sender;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookAuthenticationParametersException;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthConfiguration;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/** How the sender of a delivery proves that it may send (spec jobs 18.1). */
public final class WebhookAuthentication {

    private WebhookAuthentication() {}

    /**
     * Checks that a definition has what its kind of authentication needs, and no more.
     *
     * @throws InvalidWebhookAuthenticationParametersException in AWS's words, where they are known
     */
    public static void check(WebhookDefinition webhook) {
        WebhookAuthConfiguration given = webhook.authenticationConfiguration();
        boolean secret = given.secretToken() != null;
        boolean range = given.allowedIPRange() != null;
        switch (webhook.authentication()) {
            case GITHUB_HMAC -> {
                if (!secret || range) {
                    throw invalid("Optional['authenticationConfig' should contain only one property: 'SecretToken']");
                }
            }
            case IP -> {
                if (secret || !range) {
                    throw invalid(
                            "Optional['authenticationConfig' should contain only one property: 'AllowedIPRange']");
                }
                if (AddressRange.parse(given.allowedIPRange()).isEmpty()) {
                    throw invalid("'AllowedIPRange' must be a valid CIDR range, such as 192.0.2.0/24");
                }
            }
            case UNAUTHENTICATED -> {
                if (secret || range) {
                    throw invalid("Optional['authenticationConfig' should be empty]");
                }
            }
            case UNKNOWN_TO_SDK_VERSION ->
                throw invalid("The authentication is none of GITHUB_HMAC, IP, UNAUTHENTICATED");
        }
    }

    /** True if the delivery comes from somebody whom the webhook lets in. */
    static boolean admits(WebhookDefinition webhook, WebhookDelivery delivery) {
        WebhookAuthConfiguration given = webhook.authenticationConfiguration();
        return switch (webhook.authentication()) {
            case GITHUB_HMAC -> signed(given.secretToken(), delivery);
            case IP -> inside(given.allowedIPRange(), delivery.sender());
            case UNAUTHENTICATED -> true;
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static boolean inside(String range, Sender sender) {
        return AddressRange.parse(range)
                .flatMap(allowed -> sender.address().map(allowed::contains))
                .orElse(false);
    }

    /** One of GitHub's two signatures is enough; if both are there, both must be right. */
    private static boolean signed(String secret, WebhookDelivery delivery) {
        Sender sender = delivery.sender();
        Optional<Boolean> old = fits("HmacSHA1", "sha1=", sender.signature(), secret, delivery.body());
        Optional<Boolean> current = fits("HmacSHA256", "sha256=", sender.signature256(), secret, delivery.body());
        return (old.isPresent() || current.isPresent()) && old.orElse(true) && current.orElse(true);
    }

    /** Empty if the sender did not sign this way. */
    private static Optional<Boolean> fits(
            String algorithm, String prefix, @Nullable String signature, String secret, byte[] body) {
        if (signature == null) {
            return Optional.empty();
        }
        byte[] expected =
                (prefix + HexFormat.of().formatHex(hmac(algorithm, secret, body))).getBytes(StandardCharsets.US_ASCII);
        return Optional.of(MessageDigest.isEqual(
                expected, signature.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static InvalidWebhookAuthenticationParametersException invalid(String message) {
        return InvalidWebhookAuthenticationParametersException.builder()
                .message(message)
                .build();
    }
}
