package dev.penstock.server.operations;

import com.google.crypto.tink.subtle.AesSiv;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;

/**
 * Next tokens: where the next page begins, encrypted so that a caller can neither read meaning into it nor make one up,
 * and bound to the query that it came from (spec engine 11). A token names a place in the order, not a number of rows, so
 * pages stay whole while new rows arrive. The same place of the same query has the same token. Thread-safe.
 */
public final class NextTokens {
    private final AesSiv cipher;

    /** @param key secret of the server, the same on all its nodes, at least 32 bytes */
    public NextTokens(byte[] key) {
        try {
            // AES-SIV takes two keys of 32 bytes each.
            Mac expand = Mac.getInstance("HmacSHA512");
            expand.init(new SecretKeySpec(key, "HmacSHA512"));
            this.cipher = new AesSiv(expand.doFinal("next tokens".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA512 and AES", e);
        }
    }

    /**
     * @param query all that selects and orders the rows: operation, account, region, pipeline, filters
     * @param place where the page ended
     */
    public String token(String query, String place) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(cipher.encryptDeterministically(bytes(place), bytes(query)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a next token cannot be made", e);
        }
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
        try {
            byte[] place =
                    cipher.decryptDeterministically(Base64.getUrlDecoder().decode(token), bytes(query));
            return Optional.of(new String(place, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw invalid(token);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InvalidNextTokenException invalid(String token) {
        return InvalidNextTokenException.builder()
                .message("The nextToken value '" + token
                        + "' is not valid. Specify a valid nextToken value, and then try again.")
                .build();
    }
}
