package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Reads request bodies whole, up to a limit of size and time. The connection's idle timeout bounds the wait for the next
 * byte, the time limit here a body that trickles in for ever. Thread-safe.
 */
public final class RequestBodies {
    private static final int CHUNK = 16 * 1024;

    private final int limit;
    private final Duration timeLimit;
    private final InstantSource clock;

    /** @param limit bytes */
    public RequestBodies(int limit, Duration timeLimit, InstantSource clock) {
        this.limit = limit;
        this.timeLimit = timeLimit;
        this.clock = clock;
    }

    /**
     * The whole body.
     *
     * @throws ApiException 413 if it is too large, 408 if it takes too long
     */
    public byte[] read(HttpServletRequest request) throws IOException {
        long declared = request.getContentLengthLong();
        Instant until = clock.instant().plus(timeLimit);
        ServletInputStream in = request.getInputStream();
        if (declared > limit) {
            throw tooLarge(in);
        }
        // Grows as bytes arrive: a length that is only announced must cost the sender more than it costs us.
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (body.size() + n > limit) {
                throw tooLarge(in);
            }
            if (clock.instant().isAfter(until)) {
                throw new ApiException("RequestTimeoutException", 408, "The request took too long to arrive.");
            }
            body.write(chunk, 0, n);
        }
        return body.toByteArray();
    }

    /** True if no body of that length is read. */
    boolean refuses(long announced) {
        return announced > limit;
    }

    /** Lets a body pass unread: a client that is still sending would lose the answer with the connection. */
    void discard(HttpServletRequest request) throws IOException {
        Instant until = clock.instant().plus(timeLimit);
        ServletInputStream in = request.getInputStream();
        byte[] chunk = new byte[CHUNK];
        long left = limit;
        for (int n = in.read(chunk); n >= 0 && left > 0 && clock.instant().isBefore(until); n = in.read(chunk)) {
            left -= n;
        }
    }

    /** Lets a little more pass unread, or a client that is still sending would lose the answer with the connection. */
    private ApiException tooLarge(ServletInputStream in) throws IOException {
        in.skip(limit);
        return new ApiException(
                "RequestEntityTooLargeException", 413, "The request body must not be larger than " + limit + " bytes.");
    }
}
