package dev.penstock.server.events;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.JsonTree;
import dev.penstock.engine.definition.PipelineRef;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
    private static final int MOST_OF_ACCOUNT = 64;

    /** Shorter than connections may be idle, here and in proxies. */
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);

    /** How long a key that was deleted, or may read less by now, still counts as it was. */
    private static final Duration RIGHTS_COUNT_FOR = Duration.ofMinutes(1);

    private final EventStream stream;
    private final SignatureVerifier signatures;
    private final Authorizer authorizer;
    private final InstantSource clock;
    private final StreamPlaces places = new StreamPlaces(MOST, MOST_OF_ACCOUNT);

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
        try (StreamPlaces.Place _ = places.take(caller.accountId())) {
            Reader reader = stream.subscribe(filter, after);
            ctx.status(200).contentType("text/event-stream").header("Cache-Control", "no-store");
            send(ctx.res().getOutputStream(), reader, caller);
        } catch (IOException e) {
            LOG.debug("a reader of events went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private void send(OutputStream out, Reader reader, Caller signer) throws IOException, InterruptedException {
        Rights rights = new Rights(signer);
        write(out, ": follow\n\n");
        try {
            while (!reader.ended()) {
                List<PublishedEvent> events = reader.next(clock.instant().plus(BETWEEN_SIGNS_OF_LIFE));
                if (!rights.stillGood()) {
                    return;
                }
                for (PublishedEvent event : events) {
                    PipelineRef pipeline = event.event().pipeline();
                    if (pipeline.region().equals(signer.region()) && rights.mayRead(pipeline.name())) {
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

    /** What the key may read, looked up anew every minute for a stream that goes on. Belongs to one thread. */
    private final class Rights {
        private final Map<String, Boolean> readable = new HashMap<>();
        private Caller caller;
        private Instant since = clock.instant();

        private Rights(Caller caller) {
            this.caller = caller;
        }

        /** False if the key is gone. */
        private boolean stillGood() {
            Instant now = clock.instant();
            if (now.isBefore(since.plus(RIGHTS_COUNT_FOR))) {
                return true;
            }
            Optional<Caller> current = signatures.again(caller);
            current.ifPresent(found -> caller = found);
            readable.clear();
            since = now;
            return current.isPresent();
        }

        private boolean mayRead(String pipeline) {
            return readable.computeIfAbsent(pipeline, this::check);
        }

        private boolean check(String pipeline) {
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
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
