package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * Reads request bodies whole, up to a limit of size and time, and within the memory for all of them. The connection's idle
 * timeout bounds the wait for the next byte, the time limit here a body that trickles in for ever. Thread-safe.
 */
public final class RequestBodies {
    private static final int CHUNK = 16 * 1024;

    private final int limit;
    private final Duration timeLimit;
    private final BodyMemory memory;
    private final InstantSource clock;

    /** @param limit bytes */
    public RequestBodies(int limit, Duration timeLimit, BodyMemory memory, InstantSource clock) {
        this.limit = limit;
        this.timeLimit = timeLimit;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * The whole body, to be closed when it is no longer needed.
     *
     * @throws ApiException 413 if it is too large, 408 if it takes too long, ThrottlingException if there is no memory
     */
    public RequestBody read(HttpServletRequest request) throws IOException {
        BodyMemory.Share share = memory.new Share();
        boolean read = false;
        try {
            byte[] bytes = read(request, share);
            read = true;
            return new RequestBody(bytes, share);
        } finally {
            if (!read) {
                share.close();
            }
        }
    }

    private byte[] read(HttpServletRequest request, BodyMemory.Share share) throws IOException {
        long declared = request.getContentLengthLong();
        Instant until = clock.instant().plus(timeLimit);
        ServletInputStream in = request.getInputStream();
        if (declared > limit) {
            throw tooLarge(in, until);
        }
        // Grows as bytes arrive: a length that is only announced must cost the sender more than it costs us.
        byte[] body = new byte[declared < 0 ? CHUNK : (int) Math.min(declared, BodyMemory.FREE)];
        int size = 0;
        while (true) {
            if (size == body.length) {
                int next = in.read();
                if (next < 0) {
                    return body;
                }
                body = Arrays.copyOf(body, longer(body.length, declared));
                body[size++] = (byte) next;
            } else {
                int n = in.read(body, size, body.length - size);
                if (n < 0) {
                    return Arrays.copyOf(body, size);
                }
                size += n;
            }
            if (size > limit) {
                throw tooLarge(in, until);
            }
            if (clock.instant().isAfter(until)) {
                throw new ApiException("RequestTimeoutException", 408, "The request took too long to arrive.");
            }
            grow(share, size, in, until);
        }
    }

    /** Twice as long, but no longer than the body will be: most bodies are not copied at all. */
    private int longer(int length, long declared) {
        long most = declared < 0 ? limit + 1L : declared;
        return (int) Math.max(length + 1L, Math.min(2L * length, most));
    }

    private void grow(BodyMemory.Share share, int size, ServletInputStream in, Instant until) throws IOException {
        try {
            share.growTo(size);
        } catch (ApiException e) {
            passUnread(in, until);
            throw e;
        }
    }

    private ApiException tooLarge(ServletInputStream in, Instant until) throws IOException {
        passUnread(in, until);
        return new ApiException(
                "RequestEntityTooLargeException", 413, "The request body must not be larger than " + limit + " bytes.");
    }

    /** Lets a little more pass, or a client that is still sending would lose the answer with the connection. */
    private void passUnread(ServletInputStream in, Instant until) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = limit;
        for (int n = in.read(chunk); n >= 0 && left > 0 && clock.instant().isBefore(until); n = in.read(chunk)) {
            left -= n;
        }
    }
}
