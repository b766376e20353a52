package dev.penstock.bench.crash.people;

import dev.penstock.bench.crash.call.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the stream of events and comes back to it, with the position it had read to, whenever it breaks. Thread-safe.
 */
public final class Reader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PAUSE_NANOS = 200_000_000;

    private final Api api;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile @Nullable InputStream open;
    private volatile boolean ended;
    private volatile boolean cutOff;

    /** An event with its position in the stream. */
    public record Told(long position, JsonNode event) {
        /** A member of the detail as text; empty text if it is not there. */
        public String detail(String member) {
            return event.path("detail").path(member).asString("");
        }

        public String type() {
            return event.path("detail-type").asString("");
        }
    }

    public Reader(Api api) {
        this.api = api;
    }

    /** Reads until {@link #end}. */
    public void run() {
        for (int node = 0; !ended; node = (node + 1) % api.nodes()) {
            try {
                HttpResponse<InputStream> answer = api.events(node, position());
                if (answer.statusCode() == 200) {
                    read(answer.body());
                }
            } catch (IOException _) {
                // the server is away; on to the next
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void read(InputStream stream) throws IOException {
        open = stream;
        long position = position();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !ended; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    position = Long.parseLong(line.substring("id: ".length()));
                } else if (line.startsWith("event: cut-off")) {
                    cutOff = true;
                } else if (line.startsWith("data: {") && !cutOff) {
                    told.add(new Told(position, JSON.readTree(line.substring("data: ".length()))));
                }
            }
        }
    }

    private long position() {
        return told.isEmpty() ? 0 : told.getLast().position();
    }

    /** What was read so far, in that order. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    /** True if the server no longer had what came next. */
    public boolean cutOff() {
        return cutOff;
    }

    /** Ends the reading. */
    public void end() {
        ended = true;
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException _) {
                // it is not read any more
            }
        }
    }
}
