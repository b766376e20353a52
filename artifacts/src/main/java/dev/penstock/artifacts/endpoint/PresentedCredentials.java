package dev.penstock.artifacts.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a request says about who signed it, in the {@code Authorization} header or in the query string of a presigned URL.
 * Nothing here is proven yet.
 *
 * @param sessionToken null when the request carries none
 */
record PresentedCredentials(String accessKeyId, @Nullable String sessionToken) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern CREDENTIAL =
            Pattern.compile("([A-Za-z0-9]{4,128})/([0-9]{8})/([A-Za-z0-9-]{1,50})/s3/aws4_request");
    private static final Pattern HEADER = Pattern.compile(ALGORITHM
            + "\\s+Credential=([^,\\s]+)\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,\\s*Signature=([0-9a-f]{64})\\s*");

    /** Headers of a presigned URL that its signer cannot have known; S3 lets them be unsigned. */
    private static final Set<String> NEED_NOT_BE_SIGNED = Set.of("x-amz-content-sha256", "x-amz-user-agent");

    /**
     * @throws software.amazon.awssdk.services.s3.model.S3Exception when the request is unsigned, signed in another way
     *     than AWS signature version 4, or carries {@code x-amz-} headers that the signature does not cover
     */
    static PresentedCredentials of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        boolean inHeader = header != null && header.startsWith("AWS");
        boolean inQuery = request.getParameter("X-Amz-Algorithm") != null;
        if (inHeader && inQuery) {
            throw S3Errors.invalidArgument(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified");
        }
        if (inHeader) {
            return ofHeader(request, header);
        }
        if (inQuery) {
            return ofQuery(request);
        }
        if (request.getParameter("AWSAccessKeyId") != null) {
            throw otherMechanism();
        }
        throw S3Errors.accessDenied();
    }

    private static PresentedCredentials ofHeader(HttpServletRequest request, String header) {
        if (!header.startsWith(ALGORITHM)) {
            throw otherMechanism();
        }
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw S3Errors.invalidArgument("The authorization header is malformed");
        }
        requireSigned(request, parts.group(2), Set.of());
        return new PresentedCredentials(accessKeyId(parts.group(1)), request.getHeader("x-amz-security-token"));
    }

    /** Signature version 2, which some clients still presign with unless told otherwise. */
    private static S3Exception otherMechanism() {
        return S3Errors.of(
                "InvalidRequest",
                400,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    private static PresentedCredentials ofQuery(HttpServletRequest request) {
        String credential = request.getParameter("X-Amz-Credential");
        String signedHeaders = request.getParameter("X-Amz-SignedHeaders");
        if (!ALGORITHM.equals(request.getParameter("X-Amz-Algorithm"))
                || credential == null
                || signedHeaders == null
                || request.getParameter("X-Amz-Signature") == null
                || request.getParameter("X-Amz-Date") == null
                || request.getParameter("X-Amz-Expires") == null) {
            throw S3Errors.of(
                    "AuthorizationQueryParametersError",
                    400,
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature,"
                            + " X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        requireSigned(request, signedHeaders, NEED_NOT_BE_SIGNED);
        return new PresentedCredentials(accessKeyId(credential), request.getParameter("X-Amz-Security-Token"));
    }

    private static String accessKeyId(String credential) {
        Matcher scope = CREDENTIAL.matcher(credential);
        if (!scope.matches()) {
            throw S3Errors.invalidArgument(
                    "The Credential is malformed; expecting" + " \"<YOUR-AKID>/YYYYMMDD/REGION/s3/aws4_request\".");
        }
        return scope.group(1);
    }

    /** Else whoever stands between client and server could add a copy source or an ACL to a signed request. */
    private static void requireSigned(HttpServletRequest request, String signedHeaders, Set<String> exempt) {
        List<String> signed =
                Arrays.asList(signedHeaders.toLowerCase(Locale.ROOT).split(";"));
        if (!signed.contains("host")) {
            throw S3Errors.accessDenied("The Host header must be signed");
        }
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-") && !signed.contains(lower) && !exempt.contains(lower)) {
                throw S3Errors.accessDenied("There were headers present in the request which were not signed");
            }
        }
    }

    @Override
    public String toString() {
        return "PresentedCredentials[" + accessKeyId + "]";
    }
}
