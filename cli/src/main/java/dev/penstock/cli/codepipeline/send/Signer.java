package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.credentials.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature version 4 of AWS, for requests without a query. */
final class Signer {
    private static final String SERVICE = "codepipeline";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final Credentials credentials;
    private final String region;

    Signer(Credentials credentials, String region) {
        this.credentials = credentials;
        this.region = region;
    }

    /** Adds the date, the session token and the signature over all headers. */
    void sign(String path, SequencedMap<String, String> headers, byte[] body, Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        String day = padded(time.getYear(), 4) + padded(time.getMonthValue(), 2) + padded(time.getDayOfMonth(), 2);
        String stamp =
                day + "T" + padded(time.getHour(), 2) + padded(time.getMinute(), 2) + padded(time.getSecond(), 2) + "Z";
        headers.put("X-Amz-Date", stamp);
        credentials.sessionToken().ifPresent(token -> headers.put("X-Amz-Security-Token", token));

        TreeMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) ->
                signed.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " ")));
        StringBuilder canonical = new StringBuilder("POST\n").append(path).append("\n\n");
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", signed.keySet());
        canonical.append('\n').append(names).append('\n').append(hex(sha256(body)));

        String scope = day + "/" + region + "/" + SERVICE + "/aws4_request";
        String text = ALGORITHM + "\n" + stamp + "\n" + scope + "\n" + hex(sha256(bytes(canonical.toString())));
        byte[] key = bytes("AWS4" + credentials.secret());
        for (String part : new String[] {day, region, SERVICE, "aws4_request"}) {
            key = hmac(key, part);
        }
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKey() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(hmac(key, text)));
    }

    private static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
