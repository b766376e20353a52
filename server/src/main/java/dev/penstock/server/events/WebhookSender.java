package dev.penstock.server.events;

import dev.penstock.store.event.EventDelivery;
import dev.penstock.store.event.EventSubscription;
import dev.penstock.store.event.OutboxEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;

/**
 * Sends events over HTTP. Follows no redirects, keeps no cookies, reads only the beginning of answers, and connects to no
 * address that the guard refuses: the very addresses that are connected to are looked at, so a name that changes between
 * a check and its use gains nothing. That is what Jetty's client is here for; the JDK's resolves names by itself.
 *
 * <p>Thread-safe. Starts with the first event.
 */
public final class WebhookSender implements AutoCloseable {
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final int EXCERPT_BYTES = 200;
    private static final int CONNECTIONS = 16;

    private final AddressGuard guard;
    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private @Nullable HttpClient client;
    private boolean closed;

    /**
     * @param connectTimeout for a connection, names looked up
     * @param answerTimeout for a whole exchange
     */
    public WebhookSender(AddressGuard guard, Duration connectTimeout, Duration answerTimeout) {
        this.guard = guard;
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
    }

    /**
     * What became of an event that was sent.
     *
     * @param status of the answer; null if there was none
     * @param text for the operator: never the secret, never the URL
     */
    record Outcome(boolean taken, @Nullable Integer status, String text) {}

    /** Sends one event and waits for the answer. */
    Outcome send(EventSubscription subscription, EventDelivery delivery, Instant now) throws InterruptedException {
        OutboxEvent event = delivery.event().event();
        byte[] body = EventDocument.json(event);
        try {
            Request request = client().newRequest(subscription.url())
                    .method(HttpMethod.POST)
                    .timeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                    .body(new BytesRequestContent("application/json", body));
            headers(subscription, delivery, now, body)
                    .forEach((name, value) -> request.headers(headers -> headers.put(name, value)));
            Answer answer = Answer.to(request).get(answerTimeout.toMillis() * 2, TimeUnit.MILLISECONDS);
            boolean taken = answer.status >= 200 && answer.status < 300;
            return new Outcome(taken, answer.status, taken ? "" : answer.refusal());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Outcome(false, null, told(cause));
        } catch (TimeoutException e) {
            return new Outcome(false, null, told(e));
        }
    }

    private static Map<String, String> headers(
            EventSubscription subscription, EventDelivery delivery, Instant now, byte[] body) {
        return Map.of(
                "X-Penstock-Event-Id", delivery.event().event().id(),
                "X-Penstock-Subscription", subscription.name(),
                "X-Penstock-Delivery-Attempt", String.valueOf(delivery.attempts() + 1),
                "X-Penstock-Timestamp", String.valueOf(now.getEpochSecond()),
                "X-Penstock-Signature", DeliverySignature.of(subscription.secret(), now, body));
    }

    /** @param start the first bytes of the body */
    private record Answer(int status, byte[] start) {

        /** Fails as the exchange does. An answer that talks on and on is cut off; what it said first counts. */
        static CompletableFuture<Answer> to(Request request) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            long[] length = {0};
            request.onResponseContent((response, content) -> {
                length[0] += content.remaining();
                byte[] kept = new byte[Math.min(content.remaining(), EXCERPT_BYTES - start.size())];
                content.get(kept);
                start.write(kept, 0, kept.length);
                if (length[0] > ANSWER_BYTES) {
                    answer.complete(new Answer(response.getStatus(), start.toByteArray()));
                    var _ = response.abort(new IOException("the answer is too long"));
                }
            });
            request.send(result -> {
                if (result.isFailed()) {
                    answer.completeExceptionally(result.getFailure());
                } else {
                    answer.complete(new Answer(result.getResponse().getStatus(), start.toByteArray()));
                }
            });
            return answer;
        }

        String refusal() {
            String text = new String(start, StandardCharsets.UTF_8)
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
            return text.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + text;
        }
    }

    private String told(Throwable cause) {
        return switch (cause) {
            case RefusedAddressException refused -> String.valueOf(refused.getMessage());
            case UnknownHostException unknown -> "the host name of the URL is not known";
            case TimeoutException late -> "no answer within " + answerTimeout.toSeconds() + " s";
            case java.net.SocketTimeoutException late -> "no connection within " + connectTimeout.toSeconds() + " s";
            case java.net.ConnectException refused -> "no connection: " + refused.getMessage();
            case javax.net.ssl.SSLException tls -> "no secure connection: " + tls.getMessage();
            default -> "no answer: " + cause.getClass().getSimpleName();
        };
    }

    private synchronized HttpClient client() {
        if (closed) {
            throw new IllegalStateException("the sender is closed");
        }
        HttpClient started = client;
        if (started == null) {
            started = new HttpClient();
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.setSocketAddressResolver(new GuardedResolver());
            started.setConnectTimeout(connectTimeout.toMillis());
            started.setIdleTimeout(answerTimeout.toMillis());
            started.setMaxConnectionsPerDestination(CONNECTIONS);
            started.setFollowRedirects(false);
            started.setHttpCookieStore(new HttpCookieStore.Empty());
            try {
                started.start();
            } catch (Exception e) {
                throw new IllegalStateException("the HTTP client does not start", e);
            }
            started.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Penstock"));
            // no answers to redirects and challenges, and nothing that unpacks what an answer packed
            started.getProtocolHandlers().clear();
            started.getContentDecoderFactories().clear();
            client = started;
        }
        return started;
    }

    @Override
    public synchronized void close() throws Exception {
        closed = true;
        if (client != null) {
            client.stop();
        }
    }

    /** Looks names up and lets only addresses through that may be connected to. */
    private final class GuardedResolver implements SocketAddressResolver {
        @Override
        public void resolve(
                String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
            var _ = Thread.ofVirtual().name("resolve").start(() -> {
                try {
                    List<InetSocketAddress> allowed = Stream.of(InetAddress.getAllByName(host))
                            .filter(guard::allows)
                            .map(address -> new InetSocketAddress(address, port))
                            .toList();
                    if (allowed.isEmpty()) {
                        promise.failed(new RefusedAddressException());
                    } else {
                        promise.succeeded(allowed);
                    }
                } catch (UnknownHostException | RuntimeException e) {
                    promise.failed(e);
                }
            });
        }
    }

    private static final class RefusedAddressException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedAddressException() {
            super("the URL leads to an address of this machine or its network; the setting events.allowed-networks says"
                    + " which of those may be reached");
        }
    }
}
