package dev.penstock.artifacts.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * S3Proxy's handler, which checks the signature and performs the request, told per request who may call. The caller is
 * handed over in a scoped value, because the handler's own hook names only the access key id and never the session token.
 */
final class S3Requests extends S3ProxyHandler {
    private static final int SMALL_BODY = 1 << 20;
    private static final long MAX_SINGLE_PUT = 5L << 30;
    /** A body whose hash is part of the signature is held in memory until the hash is known. */
    private static final long MAX_BUFFERED_BODY = 128L << 20;

    private static final int MAX_CHUNK = 16 << 20;
    private static final int MAX_CLOCK_SKEW_SECONDS = 15 * 60;
    private static final List<String> ERROR_HEADERS =
            List.of("ETag", "x-amz-delete-marker", "x-amz-version-id", "Allow");

    private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

    S3Requests(BlobStore store, BucketOwners owners) {
        super(
                store,
                AuthenticationType.AWS_V4,
                "unused",
                "unused",
                StatedRequest.DOMAIN,
                MAX_SINGLE_PUT,
                MAX_BUFFERED_BODY,
                MAX_CHUNK,
                false,
                null,
                "",
                MAX_CLOCK_SKEW_SECONDS);
        setBlobStoreLocator((identity, bucket, key) -> grant(store, owners, identity));
    }

    private static @Nullable AccessGrant grant(BlobStore store, BucketOwners owners, @Nullable String identity) {
        Caller caller = CALLER.get();
        if (!caller.accessKeyId().equals(identity)) {
            return null;
        }
        return new AccessGrant(caller.secret(), new GuardedBlobStore(store, caller.access(), owners));
    }

    void handle(Caller caller, HttpServletRequest original, StatedRequest stated, HttpServletResponse response)
            throws IOException {
        ScopedValue.where(CALLER, caller).call(() -> {
            doHandle(original, stated, response, original.getInputStream(), new RequestContext());
            return true;
        });
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException error)
            throws IOException {
        var details = error.awsErrorDetails();
        if (details != null && details.sdkHttpResponse() != null) {
            for (String header : ERROR_HEADERS) {
                details.sdkHttpResponse()
                        .firstMatchingHeader(header)
                        .ifPresent(value -> response.setHeader(header, value));
            }
        }
        String code = details == null ? null : details.errorCode();
        if (code != null) {
            String message = details.errorMessage();
            refuse(request, response, code, error.statusCode(), message == null ? "" : message);
            return;
        }
        switch (error.statusCode()) {
            case 304 -> response.setStatus(304);
            case 412 -> preconditionFailed(request, response);
            case 416 -> refuse(request, response, "InvalidRange", 416, "The requested range is not satisfiable");
            case 405 ->
                refuse(
                        request,
                        response,
                        "MethodNotAllowed",
                        405,
                        "The specified method is not allowed against this resource.");
            case 400, 422 ->
                refuse(
                        request,
                        response,
                        "BadDigest",
                        400,
                        "The Content-MD5 or checksum value that you specified did not match what the server received.");
            case 403 -> refuse(request, response, "AccessDenied", 403, "Access Denied");
            default -> response.setStatus(error.statusCode());
        }
    }

    /** A read whose If-None-Match or If-Modified-Since fails is not an error: the client has it already. */
    private void preconditionFailed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean reading =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean wantsNewer =
                request.getHeader("If-None-Match") != null || request.getHeader("If-Modified-Since") != null;
        boolean wantsSame = request.getHeader("If-Match") != null || request.getHeader("If-Unmodified-Since") != null;
        if (reading && wantsNewer && !wantsSame) {
            response.setStatus(304);
            return;
        }
        refuse(
                request,
                response,
                "PreconditionFailed",
                412,
                "At least one of the preconditions that you specified did not hold.");
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, String code, int status, String message)
            throws IOException {
        letSmallBodyPass(request);
        sendSimpleErrorResponse(request, response, code, status, message, Map.of());
    }

    /**
     * A client that is refused before it has sent its body may lose the answer with the connection; the JDK's own then sends
     * all of it again, even after it had asked whether it shall ({@code Expect: 100-continue}). What is large is left unread.
     */
    private static void letSmallBodyPass(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= SMALL_BODY) {
            request.getInputStream().skip(SMALL_BODY);
        }
    }
}
