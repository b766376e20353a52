package dev.penstock.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signing keys derived from secrets, kept for reuse: one derivation costs four HMACs, and a client signs all day with
 * the same key. Only keys that verified a signature are kept, so a stranger cannot push others out. Thread-safe.
 */
final class SigningKeys {
    private final int limit;
    private final Map<CredentialScope, Derived> kept;

    /** @param key never shown; {@code secret} tells a re-created access key from its predecessor */
    private record Derived(String secret, byte[] key) {
        @Override
        public String toString() {
            return "Derived[...]";
        }
    }

    SigningKeys(int limit) {
        this.limit = limit;
        this.kept = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<CredentialScope, Derived> eldest) {
                return size() > SigningKeys.this.limit;
            }
        };
    }

    byte[] derive(CredentialScope scope, String secret) {
        return find(scope, secret).orElseGet(() -> {
            byte[] day = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.date());
            return hmac(hmac(hmac(day, scope.region()), scope.service()), scope.terminator());
        });
    }

    void keep(CredentialScope scope, String secret, byte[] key) {
        synchronized (kept) {
            kept.put(scope, new Derived(secret, key));
        }
    }

    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }

    private Optional<byte[]> find(CredentialScope scope, String secret) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(scope))
                    .filter(derived -> same(derived.secret(), secret))
                    .map(Derived::key);
        }
    }

    static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
