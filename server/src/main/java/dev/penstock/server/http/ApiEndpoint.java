package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.auth.ReceivedRequest;
import dev.penstock.server.auth.SignatureVerifier;
import dev.penstock.server.http.ApiService.ApiCall;
import dev.penstock.server.iam.AccessDenied;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /}: the AWS JSON 1.1 protocol (spec events 5). Finds the operation by its target, verifies the signature,
 * lets the API's service answer. The order of checks is that of spec events 5.4: target, signature, then the rest.
 */
public final class ApiEndpoint implements Handler {
    static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final SignatureVerifier signatures;
    private final RequestBodies bodies;
    private final Admission admission;
    private final Map<String, ApiService> services = new LinkedHashMap<>();

    /** @param services the APIs served here, each with its own target prefix */
    public ApiEndpoint(
            SignatureVerifier signatures, RequestBodies bodies, Admission admission, List<ApiService> services) {
        this.signatures = signatures;
        this.bodies = bodies;
        this.admission = admission;
        for (ApiService service : services) {
            if (!(service.access() instanceof Access.SignedApi || service.access() instanceof Access.AdminApi)) {
                throw new IllegalStateException(service.targetPrefix() + " is not declared as a signed API");
            }
            this.services.put(service.targetPrefix(), service);
        }
    }

    @Override
    public void handle(Context ctx) throws IOException {
        Target target = target(ctx);
        checkContentType(ctx);
        // Read before it takes a place, so that a slow sender takes nobody's.
        try (RequestBody body = bodies.read(ctx.req())) {
            Caller caller = signatures.verify(
                    received(ctx, body.bytes()), target.service().signingName());
            checkAccess(target, caller);
            ApiCall call = new ApiCall(caller, body.bytes(), pollWait(ctx), ctx.header("amz-sdk-invocation-id"));
            byte[] answer = admission.admit(
                    target.service().kind(target.operation()),
                    caller.accountId(),
                    () -> target.service().call(target.operation(), call));
            ctx.status(200).contentType(CONTENT_TYPE).result(answer);
        }
    }

    private record Target(ApiService service, String operation) {}

    private Target target(Context ctx) {
        String target = ctx.header("X-Amz-Target");
        if (target == null) {
            throw unknownOperation("The header X-Amz-Target, which names the operation, is missing.");
        }
        int dot = target.lastIndexOf('.');
        ApiService service = services.get(dot < 0 ? "" : target.substring(0, dot));
        String operation = target.substring(dot + 1);
        if (service == null || !service.has(operation)) {
            throw unknownOperation(null);
        }
        return new Target(service, operation);
    }

    private static void checkContentType(Context ctx) {
        String type = Optional.ofNullable(ctx.req().getContentType()).orElse("");
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals(CONTENT_TYPE)) {
            throw unknownOperation("The content type must be " + CONTENT_TYPE + ".");
        }
    }

    /** The common-errors page says 404 for this error; SDKs decide by its type (spec events 5.3). */
    private static ApiException unknownOperation(@Nullable String message) {
        return new ApiException("UnknownOperationException", 404, message);
    }

    private static void checkAccess(Target target, Caller caller) {
        if (target.service().access(target.operation()) instanceof Access.AdminApi && !caller.administrator()) {
            throw AccessDenied.noPolicyAllows(
                    caller.principalArn(), target.service().actionPrefix() + ":" + target.operation(), "*");
        }
    }

    private static Optional<Duration> pollWait(Context ctx) {
        String seconds = ctx.header("X-Penstock-Wait");
        if (seconds == null) {
            return Optional.empty();
        }
        boolean number =
                !seconds.isEmpty() && seconds.length() <= 2 && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
        Duration wait = number ? Duration.ofSeconds(Integer.parseInt(seconds)) : Duration.ofDays(1);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw ApiException.validation("X-Penstock-Wait must be a number of seconds between 0 and "
                    + LONGEST_WAIT.toSeconds() + ", but is '" + seconds + "'");
        }
        return Optional.of(wait);
    }

    /** A request in the form that signatures are checked on. */
    public static ReceivedRequest received(Context ctx, byte[] body) {
        List<ReceivedRequest.Header> headers = new ArrayList<>();
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            for (String value : Collections.list(ctx.req().getHeaders(name))) {
                headers.add(new ReceivedRequest.Header(name, value));
            }
        }
        String query = Optional.ofNullable(ctx.req().getQueryString()).orElse("");
        return new ReceivedRequest(ctx.req().getMethod(), ctx.req().getRequestURI(), query, List.copyOf(headers), body);
    }
}
