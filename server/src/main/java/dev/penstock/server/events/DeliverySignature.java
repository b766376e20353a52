package dev.penstock.server.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent to a subscriber: HMAC-SHA256 over the time of sending, a dot, and the body. */
final class DeliverySignature {
    private static final String ALGORITHM = "HmacSHA256";

    private DeliverySignature() {}

    /** {@code t=<seconds since 1970>,v1=<hex>}. */
    static String of(String secret, Instant sent, byte[] body) {
        long time = sent.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
