package dev.penstock.artifacts.endpoint;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One request: who calls, may they, do it, and every failure as S3's error document. */
final class S3Servlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(S3Servlet.class);
    private static final Set<String> NAME_REASONS = Set.of("File name too long", "Not a directory", "Is a directory");
    private static final int LONGEST_REST = 16 << 10;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

    private final transient S3Requests requests;
    private final transient Authenticator authenticator;
    private final transient BucketOwners owners;
    private final transient Addressing addressing;

    S3Servlet(S3Requests requests, Authenticator authenticator, BucketOwners owners, Addressing addressing) {
        this.requests = requests;
        this.authenticator = authenticator;
        this.owners = owners;
        this.addressing = addressing;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!METHODS.contains(request.getMethod())) {
                throw S3Errors.of(
                        "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
            }
            Optional<String> virtualBucket = addressing.bucket(request.getHeader("Host"));
            PresentedCredentials presented = PresentedCredentials.of(request);
            boolean reading =
                    request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            Caller caller = authenticator.caller(presented, reading);
            checkNames(request, caller.access(), virtualBucket);
            requests.handle(caller, request, new StatedRequest(request, virtualBucket), response);
            readRest(request);
        } catch (AwsServiceException error) {
            requests.refuse(request, response, error);
        } catch (IllegalArgumentException | IllegalStateException error) {
            LOG.debug("Refused {} {}", request.getMethod(), request.getRequestURI(), error);
            requests.refuse(request, response, "InvalidArgument", 400, "Invalid Argument");
        } catch (UnsupportedOperationException error) {
            requests.refuse(
                    request,
                    response,
                    "NotImplemented",
                    501,
                    "A header or query you provided requests a function that is not implemented.");
        } catch (IOException | RuntimeException error) {
            AwsServiceException cause = serviceException(error);
            if (cause != null) {
                requests.refuse(request, response, cause);
            } else if (nameDoesNotFit(error)) {
                requests.refuse(
                        request,
                        response,
                        "InvalidArgument",
                        400,
                        "The embedded endpoint keeps objects as files: no part of a key may be longer than a file name, and no"
                                + " object may have the name of another object's folder.");
            } else if (error instanceof IOException broken) {
                throw broken;
            } else {
                LOG.warn("{} {} failed", request.getMethod(), request.getRequestURI(), error);
                requests.refuse(
                        request, response, "InternalError", 500, "We encountered an internal error. Please try again.");
            }
        }
    }

    /**
     * S3Proxy stops at the last byte of the object, before the checksum that may follow in a segment of its own. A body that
     * is not read to its end costs the connection, which the client believes to be open.
     */
    private static void readRest(HttpServletRequest request) throws IOException {
        request.getInputStream().skip(LONGEST_REST);
    }

    /**
     * What S3Proxy answers without asking the store, such as a bucket's location, must not be answered to strangers; and
     * an upload id must look like one before anything is made of it.
     */
    private void checkNames(HttpServletRequest request, Access access, Optional<String> virtualBucket) {
        String[] path = request.getRequestURI().split("/", virtualBucket.isPresent() ? 2 : 3);
        String bucket = virtualBucket.orElseGet(() -> path.length > 1 ? decoded(path[1]) : "");
        String key = path.length > (virtualBucket.isPresent() ? 1 : 2) ? path[path.length - 1] : "";
        if (access instanceof JobObjectsAccess && (bucket.isEmpty() || key.isEmpty())) {
            throw S3Errors.accessDenied();
        }
        if (!bucket.isEmpty()) {
            String owner = owners.ownerOf(bucket).orElse(null);
            boolean creates = request.getMethod().equals("PUT") && key.isEmpty();
            if (owner != null && !owner.equals(access.accountId()) && !creates) {
                throw S3Errors.accessDenied();
            }
            String expected = request.getHeader("x-amz-expected-bucket-owner");
            if (expected != null && !expected.equals(owner)) {
                throw S3Errors.accessDenied();
            }
        }
        String uploadId = request.getParameter("uploadId");
        if (uploadId != null) {
            UploadIds.checked(uploadId);
        }
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    private static boolean nameDoesNotFit(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DirectoryNotEmptyException
                    || cause instanceof FileAlreadyExistsException
                    || (cause instanceof FileSystemException file
                            && file.getReason() != null
                            && NAME_REASONS.contains(file.getReason()))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable AwsServiceException serviceException(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException service) {
                return service;
            }
        }
        return null;
    }
}
