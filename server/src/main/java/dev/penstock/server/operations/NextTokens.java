package dev.penstock.server.operations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;

/**
 * Next tokens: where the next page begins, sealed so that a caller can neither read meaning into it nor make one up, and
 * bound to the query that it came from (spec engine 11). A token names a place in the order, not a number of rows, so
 * pages stay whole while new rows arrive. Thread-safe.
 */
public final class NextTokens {
    private static final int SEAL_BYTES = 16;

    private final SecretKeySpec key;

    /** @param key secret of the server, the same on all its nodes, at least 32 bytes */
    public NextTokens(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * @param query all that selects and orders the rows: operation, account, region, pipeline, filters
     * @param place where the page ended
     */
    public String token(String query, String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(SEAL_BYTES + text.length);
        token.put(seal(query, text)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * The place that a token names; empty without a token.
     *
     * @throws InvalidNextTokenException if the token was not made by this server for this query
     */
    public Optional<String> place(String query, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid(token);
        }
        if (bytes.length < SEAL_BYTES) {
            throw invalid(token);
        }
        byte[] text = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
        if (!MessageDigest.isEqual(seal(query, text), Arrays.copyOf(bytes, SEAL_BYTES))) {
            throw invalid(token);
        }
        return Optional.of(new String(text, StandardCharsets.UTF_8));
    }

    private byte[] seal(String query, byte[] place) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(query.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(place), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static InvalidNextTokenException invalid(String token) {
        return InvalidNextTokenException.builder()
                .message("The nextToken value '" + token
                        + "' is not valid. Specify a valid nextToken value, and then try again.")
                .build();
    }
}
