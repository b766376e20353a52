package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import dev.penstock.store.ContendedException;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as callers see it (spec events 5.3).
 *
 * @param message null when AWS sends none
 */
record WireError(int status, String type, @Nullable String message) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static WireError of(Throwable failure) {
        return switch (failure) {
            case ApiException refused -> new WireError(refused.status(), refused.code(), refused.getMessage());
            case CodePipelineException modelled ->
                new WireError(400, modelled.getClass().getSimpleName(), modelled.getMessage());
            case HttpResponseException routing -> ofStatus(routing.getStatus());
            case HttpException broken -> ofStatus(broken.getCode());
            case ContendedException lost ->
                unavailable("Others write the same at this time; nothing was changed. Try again.");
            case EofException gone -> new WireError(400, "RequestAbortedException", null);
            case TimeoutException slow -> ofStatus(408);
            case Throwable wrapped
            when wrapped.getCause() != null && expected(wrapped.getCause()) -> of(wrapped.getCause());
            default -> ofStatus(500);
        };
    }

    /** Failures of the connection come wrapped in an IOException. */
    private static boolean expected(Throwable cause) {
        return cause instanceof HttpException || cause instanceof TimeoutException || cause instanceof EofException;
    }

    static WireError ofStatus(int status) {
        return switch (status) {
            case 404, 405 -> new WireError(status, "UnknownOperationException", null);
            case 408 -> new WireError(status, "RequestTimeoutException", "The request took too long to arrive.");
            case 413 -> new WireError(status, "RequestEntityTooLargeException", null);
            case 503 -> unavailable("The server is stopping; try again.");
            default ->
                status < 500
                        ? new WireError(status, "MalformedHttpRequestException", null)
                        : new WireError(500, "InternalFailure", null);
        };
    }

    /** Every SDK asks again after it. */
    private static WireError unavailable(String message) {
        return new WireError(503, "ServiceUnavailable", message);
    }

    /** True if the fault is ours, so that it belongs in the log. */
    boolean internal() {
        return status == 500;
    }

    byte[] body() {
        ObjectNode body = JSON.createObjectNode().put("__type", type);
        if (message != null) {
            body.put("message", message);
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
