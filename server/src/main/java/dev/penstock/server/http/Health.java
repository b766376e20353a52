package dev.penstock.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.function.BooleanSupplier;

/** Whether the server lives ({@code /health}) and whether it can do its work ({@code /health/ready}). */
public final class Health {
    private final BooleanSupplier ready;

    /** @param ready true if the database answers and the server is not stopping */
    public Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    /** Adds both routes. */
    public void addTo(Routes routes) {
        routes.add(HandlerType.GET, "/health", new Access.Public(), ctx -> answer(ctx, 200, "live"));
        routes.add(HandlerType.GET, "/health/ready", new Access.Public(), this::readiness);
    }

    private void readiness(Context ctx) {
        if (ready.getAsBoolean()) {
            answer(ctx, 200, "ready");
        } else {
            answer(ctx, 503, "not ready");
        }
    }

    private static void answer(Context ctx, int status, String text) {
        ctx.status(status).contentType("application/json").result("{\"status\":\"" + text + "\"}");
    }
}
