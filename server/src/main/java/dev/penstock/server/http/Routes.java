package dev.penstock.server.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The routes of the server, each with its declared {@link Access}. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    private record Route(HandlerType method, String path, Access access, Handler handler) {}

    /** Adds a route. The handler must itself check what the access promises; the declaration makes it answer for it. */
    public Routes add(HandlerType method, String path, Access access, Handler handler) {
        Objects.requireNonNull(access, () -> "route " + method + " " + path + " declares no access");
        routes.add(new Route(method, path, access, handler));
        return this;
    }

    /** @param around put around every handler */
    void register(JavalinConfig config, UnaryOperator<Handler> around) {
        for (Route route : routes) {
            config.routes.addEndpoint(Endpoint.create(route.method, route.path)
                    .addMetadata(route.access)
                    .handler(around.apply(route.handler)));
        }
    }

    /** @throws IllegalStateException if a route came in another way and declares no access */
    static void check(List<ParsedEndpoint> registered) {
        for (ParsedEndpoint parsed : registered) {
            if (access(parsed.endpoint) == null) {
                throw new IllegalStateException(
                        "route " + parsed.endpoint.method + " " + parsed.endpoint.path + " declares no access");
            }
        }
    }

    private static @Nullable Access access(Endpoint endpoint) {
        for (Class<?> kind : Access.class.getPermittedSubclasses()) {
            Access declared = endpoint.metadata(kind.asSubclass(Access.class));
            if (declared != null) {
                return declared;
            }
        }
        return null;
    }
}
