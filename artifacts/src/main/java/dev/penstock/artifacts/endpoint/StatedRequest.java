package dev.penstock.artifacts.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request as S3Proxy shall act on it; the signature is checked against the original. The bucket of a virtual host is
 * stated in one canonical form, and headers that have been dealt with, or that ask for what the endpoint accepts without
 * doing, are left out.
 */
final class StatedRequest extends HttpServletRequestWrapper {
    /** Never seen outside: the suffix under which a virtual host's bucket is handed on. */
    static final String DOMAIN = "s3.penstock.internal";

    /**
     * Encryption by the store's keys is accepted and not performed (spec jobs 17.4); ACLs are accepted although nobody
     * reads anonymously; the token and the owner have been checked.
     */
    private static final Set<String> DEALT_WITH = Set.of(
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-server-side-encryption-context",
            "x-amz-acl",
            "x-amz-security-token",
            "x-amz-expected-bucket-owner",
            "x-amz-source-expected-bucket-owner");

    private static final Set<String> ENCRYPTIONS = Set.of("aws:kms", "aws:kms:dsse", "AES256");
    private static final Set<String> CANNED_ACLS = Set.of(
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");

    private final String host;

    StatedRequest(HttpServletRequest request, Optional<String> bucket) {
        super(request);
        host = bucket.map(name -> name + "." + DOMAIN).orElse(DOMAIN);
        requireOneOf("x-amz-server-side-encryption", ENCRYPTIONS, "The encryption method specified is not supported");
        requireOneOf("x-amz-acl", CANNED_ACLS, "");
    }

    private void requireOneOf(String header, Set<String> known, String message) {
        String value = super.getHeader(header);
        if (value != null && !known.contains(value)) {
            throw S3Errors.invalidArgument(message);
        }
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase("host")) {
            return host;
        }
        return dealtWith(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase("host")) {
            return Collections.enumeration(List.of(host));
        }
        return dealtWith(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !dealtWith(name))
                .toList());
    }

    private static boolean dealtWith(String name) {
        return DEALT_WITH.contains(name.toLowerCase(Locale.ROOT));
    }
}
