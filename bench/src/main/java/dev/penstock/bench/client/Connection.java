package dev.penstock.bench.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One connection of HTTP/1.1 that stays open: writes a request with one call and reads the answer. A plain socket,
 * because the JVM's HTTP client costs several times what the server does. Not thread-safe.
 */
final class Connection implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] line = new byte[LONGEST_LINE];

    /** What the server answered. */
    record Answer(int status, byte[] body) {}

    Connection(URI endpoint) throws IOException {
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), (int) LONGEST.toMillis());
            in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    Answer post(String head, byte[] body) throws IOException {
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
        return answer();
    }

    private Answer answer() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw new IOException("no HTTP: " + status);
        }
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            }
        }
        int code = Integer.parseInt(status.substring(9, 12));
        if (chunked) {
            return new Answer(code, chunks());
        }
        if (length < 0) {
            throw new IOException("an answer without a length");
        }
        return new Answer(code, exactly(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER);
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            String _ = line();
        }
        String _ = line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private String line() throws IOException {
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || length == line.length) {
                throw new EOFException("the connection ends in a header");
            }
            if (c != '\r') {
                line[length++] = (byte) c;
            }
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
