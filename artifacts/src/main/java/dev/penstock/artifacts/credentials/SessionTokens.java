package dev.penstock.artifacts.credentials;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Makes and checks session credentials without storing them (spec jobs 17.5). The token carries subject and expiry in
 * the clear, followed by an HMAC; access key id and secret are derived from the same text with keys of their own. All
 * nodes that share the master secret accept each other's credentials. Safe for use by many threads.
 */
public final class SessionTokens {
    private static final String VERSION = "1";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int MAC_LENGTH = 32;

    private final SecretKey tokenKey;
    private final SecretKey idKey;
    private final SecretKey secretKey;

    /**
     * @param masterSecret at least 32 random bytes, the same on every node
     * @throws IllegalArgumentException when the secret is shorter
     */
    public SessionTokens(byte[] masterSecret) {
        if (masterSecret.length < 32) {
            throw new IllegalArgumentException("The master secret of session credentials needs at least 32 bytes");
        }
        tokenKey = derive(masterSecret, "penstock/session/token");
        idKey = derive(masterSecret, "penstock/session/access-key-id");
        secretKey = derive(masterSecret, "penstock/session/secret");
    }

    /** The expiry is cut to whole seconds. The same subject and second give the same credentials. */
    public SessionKey mint(SessionSubject subject, Instant expiration) {
        String claims = VERSION + "|" + written(subject) + "|" + expiration.getEpochSecond();
        byte[] text = claims.getBytes(StandardCharsets.UTF_8);
        byte[] mac = hmac(tokenKey, text);
        byte[] token = Arrays.copyOf(text, text.length + mac.length);
        System.arraycopy(mac, 0, token, text.length, mac.length);
        return new SessionKey(
                accessKeyId(text),
                Base64.getEncoder().encodeToString(Arrays.copyOf(hmac(secretKey, text), 30)),
                ENCODER.encodeToString(token),
                Instant.ofEpochSecond(expiration.getEpochSecond()));
    }

    /** What a token turned out to be. */
    public sealed interface Verdict {
        /** Genuine and in time. {@code secretAccessKey} is what the request must be signed with. */
        record Valid(SessionSubject subject, String secretAccessKey) implements Verdict {
            @Override
            public String toString() {
                return "Valid[" + subject + "]";
            }
        }

        /** Genuine, but too old. */
        record Expired() implements Verdict {}

        /** Not ours, tampered with, or of another access key id. */
        record Invalid() implements Verdict {}
    }

    public Verdict verify(String accessKeyId, String sessionToken, Instant now) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(sessionToken);
        } catch (IllegalArgumentException notBase64) {
            return new Verdict.Invalid();
        }
        if (token.length <= MAC_LENGTH) {
            return new Verdict.Invalid();
        }
        byte[] text = Arrays.copyOf(token, token.length - MAC_LENGTH);
        byte[] mac = Arrays.copyOfRange(token, text.length, token.length);
        boolean genuine = MessageDigest.isEqual(mac, hmac(tokenKey, text));
        boolean sameId = MessageDigest.isEqual(
                accessKeyId.getBytes(StandardCharsets.UTF_8), accessKeyId(text).getBytes(StandardCharsets.UTF_8));
        if (!genuine || !sameId) {
            return new Verdict.Invalid();
        }
        String[] claims = new String(text, StandardCharsets.UTF_8).split("\\|", -1);
        SessionSubject subject = read(claims[1]);
        Instant expiration = Instant.ofEpochSecond(Long.parseLong(claims[2]));
        if (!now.isBefore(expiration)) {
            return new Verdict.Expired();
        }
        return new Verdict.Valid(subject, mint(subject, expiration).secretAccessKey());
    }

    private static String written(SessionSubject subject) {
        return switch (subject) {
            case SessionSubject.OfJob(String jobId) -> "job:" + plain(jobId);
            case SessionSubject.OfAccount(String accountId) -> "account:" + plain(accountId);
        };
    }

    private static SessionSubject read(String written) {
        int colon = written.indexOf(':');
        String id = written.substring(colon + 1);
        return switch (written.substring(0, colon)) {
            case "job" -> new SessionSubject.OfJob(id);
            case "account" -> new SessionSubject.OfAccount(id);
            default -> throw new IllegalStateException("A genuine token names an unknown kind of subject");
        };
    }

    private static String plain(String id) {
        if (!PLAIN.matcher(id).matches()) {
            throw new IllegalArgumentException("Not an id that a session token can carry: " + id);
        }
        return id;
    }

    /** {@code ASIA} and 16 characters, the form of AWS's own. */
    private String accessKeyId(byte[] claims) {
        byte[] hash = hmac(idKey, claims);
        StringBuilder id = new StringBuilder("ASIA");
        for (int i = 0; i < 16; i++) {
            id.append(BASE32[hash[i] & 31]);
        }
        return id.toString();
    }

    private static SecretKey derive(byte[] masterSecret, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(masterSecret)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks HKDF-SHA256", e);
        }
    }

    private static byte[] hmac(SecretKey key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks HmacSHA256", e);
        }
    }
}
