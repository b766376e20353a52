package dev.penstock.cli.codepipeline.send;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads an answer of HTTP/1.1 from a connection that is closed after it. */
final class AnswerStream {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 500;
    private static final long LARGEST_BODY = 256L * 1024 * 1024;

    private final InputStream in;

    AnswerStream(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * @throws IOException if the connection ends before the answer does, or this is no HTTP
     */
    Answer read() throws IOException {
        while (true) {
            String[] status = line().split(" ", 3);
            if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-9]\\d\\d")) {
                throw new IOException("no HTTP answer");
            }
            int code = Integer.parseInt(status[1]);
            Map<String, String> headers = headers();
            if (code >= 200) {
                return new Answer(code, code == 204 || code == 304 ? new byte[0] : body(headers));
            }
        }
    }

    /** After {@code CONNECT} there is no body. */
    int readStatus() throws IOException {
        String[] status = line().split(" ", 3);
        headers();
        return status.length > 1 && status[1].matches("\\d{3}") ? Integer.parseInt(status[1]) : 0;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0 || headers.size() > MOST_HEADERS) {
                throw new IOException("no HTTP header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in.readNBytes((int) LARGEST_BODY);
        }
        return exactly(size(length, 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int end = line.indexOf(';');
            int size = size(end < 0 ? line : line.substring(0, end), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            if (body.size() + (long) size > LARGEST_BODY) {
                throw new IOException("the answer is too large");
            }
            body.write(exactly(size));
            line();
        }
    }

    private static int size(String digits, int radix) throws IOException {
        try {
            long size = Long.parseLong(digits.strip(), radix);
            if (size >= 0 && size <= LARGEST_BODY) {
                return (int) size;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("no length: " + digits);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("the line is too long");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
