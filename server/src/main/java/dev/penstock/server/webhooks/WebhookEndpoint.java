package dev.penstock.server.webhooks;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.http.Access;
import dev.penstock.server.http.RequestBodies;
import dev.penstock.server.http.RequestBody;
import dev.penstock.server.http.Routes;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.server.webhooks.WebhookDelivery.Sender;
import dev.penstock.store.webhook.Webhook;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/** {@code POST /trigger}: where the URLs of webhooks lead to (spec jobs 18.2). */
public final class WebhookEndpoint {
    private static final String PATH = "/trigger";

    private final WebhookDeliveries deliveries;
    private final RequestBodies bodies;
    private final SenderAddress senders;
    private final TokenBuckets perAddress;

    /** @param perAddress requests of each address, so that guessing costs us little */
    public WebhookEndpoint(
            WebhookDeliveries deliveries, RequestBodies bodies, SenderAddress senders, TokenBuckets perAddress) {
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.senders = senders;
        this.perAddress = perAddress;
    }

    public void addTo(Routes routes) {
        routes.add(HandlerType.POST, PATH, new Access.Webhook(), this::receive);
    }

    /** The URL of a webhook. */
    public static String url(URI base, String token) {
        String root = base.toString().replaceFirst("/+$", "");
        return root + PATH + "?t=" + token + "&v=1";
    }

    private void receive(Context ctx) throws IOException {
        String peer = ctx.req().getRemoteAddr();
        Optional<InetAddress> address =
                senders.of(peer, Collections.list(ctx.req().getHeaders("X-Forwarded-For")));
        if (!perAddress.take(address.map(InetAddress::getHostAddress).orElse(peer))) {
            throw new ApiException("ThrottlingException", 429, "Rate exceeded");
        }
        String token = ctx.queryParam("t");
        Webhook webhook = deliveries.admit(token);
        Sender sender = new Sender(
                address,
                ctx.header("X-Hub-Signature"),
                ctx.header("X-Hub-Signature-256"),
                ctx.header("X-GitHub-Event"));
        boolean started;
        try (RequestBody body = bodies.read(ctx.req())) {
            started = deliveries.deliver(
                    webhook,
                    new WebhookDelivery(Objects.requireNonNull(token), ctx.contentType(), body.bytes(), sender));
        }
        ctx.status(200).contentType("application/json").result("{\"started\":" + started + "}");
    }
}
