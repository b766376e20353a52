package dev.penstock.server.events;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.JsonTree;
import dev.penstock.engine.event.EventFilter;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.auth.SignatureVerifier;
import dev.penstock.server.events.EventStream.CutOffException;
import dev.penstock.server.events.EventStream.Reader;
import dev.penstock.server.http.Access;
import dev.penstock.server.http.ApiEndpoint;
import dev.penstock.server.http.Routes;
import dev.penstock.server.iam.Authorizer;
import dev.penstock.store.event.PublishedEvent;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;

/**
 * {@code GET /events}: events of the caller's account in the region that the request is signed for, as Server-Sent Events.
 * Only those of pipelines whose state the caller may read. Thread-safe.
 */
public final class EventStreamEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreamEndpoint.class);
    private static final String RIGHT = "GetPipelineState";
    private static final int MOST = 256;

    /** Shorter than connections may be idle, here and in proxies. */
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);

    private final EventStream stream;
    private final SignatureVerifier signatures;
    private final Authorizer authorizer;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST);

    public EventStreamEndpoint(
            EventStream stream, SignatureVerifier signatures, Authorizer authorizer, InstantSource clock) {
        this.stream = stream;
        this.signatures = signatures;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.add(HandlerType.GET, "/events", new Access.SignedApi(), this::follow);
    }

    private void follow(Context ctx) throws IOException {
        Caller caller = signatures.verify(ApiEndpoint.received(ctx, new byte[0]), "codepipeline");
        EventFilter filter = new EventFilter(
                caller.accountId(),
                ctx.queryParams("pipeline"),
                ctx.queryParams("detail-type"),
                ctx.queryParams("state"));
        OptionalLong after = lastSeen(ctx.header("Last-Event-ID"));
        if (!places.tryAcquire()) {
            throw ApiException.of("ThrottlingException", "There are " + MOST + " streams of events already.");
        }
        try {
            Reader reader = stream.subscribe(filter, after);
            ctx.status(200).contentType("text/event-stream").header("Cache-Control", "no-store");
            send(ctx.res().getOutputStream(), reader, caller);
        } catch (IOException e) {
            LOG.debug("a reader of events went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static OptionalLong lastSeen(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return OptionalLong.empty();
        }
        if (header.length() > 18 || !header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ApiException.validation("Last-Event-ID must be the id of an event of this stream.");
        }
        return OptionalLong.of(Long.parseLong(header));
    }

    private void send(OutputStream out, Reader reader, Caller caller) throws IOException, InterruptedException {
        Map<String, Boolean> readable = new HashMap<>();
        write(out, ": follow\n\n");
        try {
            while (!reader.ended()) {
                List<PublishedEvent> events = reader.next(clock.instant().plus(BETWEEN_SIGNS_OF_LIFE));
                for (PublishedEvent event : events) {
                    String name = event.event().pipeline().name();
                    if (event.event().pipeline().region().equals(caller.region())
                            && readable.computeIfAbsent(name, pipeline -> mayRead(caller, pipeline))) {
                        write(out, "id: " + event.position() + "\ndata: ");
                        out.write(EventDocument.json(event.event()));
                        write(out, "\n\n");
                    }
                }
                if (events.isEmpty()) {
                    write(out, ": still here\n\n");
                }
            }
        } catch (CutOffException e) {
            write(
                    out,
                    "event: cut-off\ndata: "
                            + new String(
                                    JsonTree.write(Map.of("message", String.valueOf(e.getMessage()))),
                                    StandardCharsets.UTF_8)
                            + "\n\n");
        }
    }

    private boolean mayRead(Caller caller, String pipeline) {
        try {
            authorizer.check(
                    caller,
                    RIGHT,
                    GetPipelineStateRequest.builder().name(pipeline).build());
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
