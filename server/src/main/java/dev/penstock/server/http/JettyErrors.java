package dev.penstock.server.http;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that never reach a route, such as malformed ones, in the API's form instead of Jetty's pages. */
final class JettyErrors implements Request.Handler {
    private final Supplier<String> requestIds;

    /** @param requestIds for answers to what was no request */
    JettyErrors(Supplier<String> requestIds) {
        this.requestIds = requestIds;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        WireError error = WireError.ofStatus(response.getStatus());
        if (!response.getHeaders().contains(HttpServer.REQUEST_ID)) {
            response.getHeaders().put(HttpServer.REQUEST_ID, requestIds.get());
        }
        response.getHeaders().put("x-amzn-ErrorType", error.type());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiEndpoint.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(error.body()), callback);
        return true;
    }
}
