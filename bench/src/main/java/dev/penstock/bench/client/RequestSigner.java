package dev.penstock.bench.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 4 for {@code POST /} with three signed headers. Derives the signing key once a day and formats the
 * time once a second, as a client does that sends much. Not thread-safe.
 */
final class RequestSigner {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SERVICE = "codepipeline";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final String region;
    private final String host;
    private final MessageDigest sha256;
    private final Mac hmac;
    private long second;
    private String stamp = "";
    private String scope = "";

    /** @param host as the header {@code Host} says it */
    RequestSigner(Credentials credentials, String region, String host) {
        this.credentials = credentials;
        this.region = region;
        this.host = host;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            hmac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The headers {@code X-Amz-Date} and {@code Authorization}, each with the end of its line. */
    String headers(String target, byte[] body, Instant now) {
        if (now.getEpochSecond() != second) {
            turn(now);
        }
        String canonical = "POST\n/\n\nhost:" + host + "\nx-amz-date:" + stamp + "\nx-amz-target:" + target
                + "\n\nhost;x-amz-date;x-amz-target\n" + HEX.formatHex(sha256.digest(body));
        String toSign = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n"
                + HEX.formatHex(sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        String signature = HEX.formatHex(hmac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
        return "X-Amz-Date: " + stamp + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + credentials.keyId() + "/"
                + scope + ", SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + signature + "\r\n";
    }

    private void turn(Instant now) {
        second = now.getEpochSecond();
        stamp = STAMP.format(now);
        String today = stamp.substring(0, 8) + "/" + region + "/" + SERVICE + "/aws4_request";
        if (!today.equals(scope)) {
            scope = today;
            byte[] key = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
            for (String part : today.split("/")) {
                use(key);
                key = hmac.doFinal(part.getBytes(StandardCharsets.UTF_8));
            }
            use(key);
        }
    }

    private void use(byte[] key) {
        try {
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of any length is good for an HMAC", e);
        }
    }
}
