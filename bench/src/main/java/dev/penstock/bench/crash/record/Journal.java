package dev.penstock.bench.crash.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one process asked and was told, line by line. Each line is handed to the operating system before the method
 * returns, so it outlives a {@code kill -9} of the process; it is not forced to the disk, since the machine itself does not
 * fail here. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel file;

    private Journal(FileChannel file) {
        this.file = file;
    }

    /** Opens the journal to write on behind what it has. */
    public static Journal open(Path path) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (Files.size(path) > 0) {
                write(file, "\n"); // the last writer may have died in the middle of a line
            }
            return new Journal(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Microseconds since 1970; the same clock for all processes of the machine. */
    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** To be written before the first attempt. */
    public void begun(Call call) {
        ObjectNode line = JSON.createObjectNode()
                .put("call", call.id())
                .put("who", call.who())
                .put("operation", call.operation())
                .put("at", call.begun());
        line.set("input", without(call.input(), "clientToken"));
        write(line);
    }

    /** To be written once the attempt has ended. */
    public void ended(String callId, Attempt attempt) {
        ObjectNode line = JSON.createObjectNode()
                .put("attempt", callId)
                .put("sent", attempt.sent())
                .put("ended", attempt.ended())
                .put("node", attempt.node());
        switch (attempt.outcome()) {
            case Outcome.Answered(JsonNode body) -> line.set("answered", withoutCredentials(body));
            case Outcome.Refused(int status, String type, String message) ->
                line.put("refused", status).put("type", type).put("message", message);
            case Outcome.Unanswered(String reason) -> line.put("unanswered", reason);
        }
        write(line);
    }

    public void note(String who, String kind, ObjectNode what) {
        write(JSON.createObjectNode()
                .put("note", kind)
                .put("who", who)
                .put("at", now())
                .set("what", what));
    }

    /** Keys and tokens are of no use to the checker. */
    private static JsonNode withoutCredentials(JsonNode body) {
        if (body.findValue("artifactCredentials") == null) {
            return body;
        }
        JsonNode copy = body.deepCopy();
        copy.findParents("artifactCredentials").forEach(parent -> ((ObjectNode) parent).remove("artifactCredentials"));
        return copy;
    }

    private static JsonNode without(JsonNode input, String member) {
        return input.has(member) ? ((ObjectNode) input.deepCopy()).without(member) : input;
    }

    private synchronized void write(JsonNode line) {
        try {
            write(file, JSON.writeValueAsString(line) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("a record is lost, so nothing can be proved", e);
        }
    }

    private static void write(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
