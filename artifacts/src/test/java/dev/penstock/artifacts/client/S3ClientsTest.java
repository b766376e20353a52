package dev.penstock.artifacts.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

class S3ClientsTest {
    /** As a store does that has had enough of an idle connection; the client finds out with the next upload. */
    @Test
    @Timeout(60)
    void anUploadOutlivesTheConnectionThatTheStoreLetGo() throws IOException {
        AtomicInteger uploads = new AtomicInteger();
        try (ServerSocket store = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3Clients clients = S3Clients.external(new ExternalStore(
                        URI.create("http://127.0.0.1:" + store.getLocalPort()),
                        "us-east-1",
                        "key",
                        "secret",
                        true,
                        null,
                        null,
                        false))) {
            Thread.ofVirtual().start(() -> answerOncePerConnection(store, uploads));
            for (int i = 0; i < 3; i++) {
                clients.forAccount("111111111111")
                        .putObject(p -> p.bucket("shop").key("page"), RequestBody.fromString("x"));
            }
        }
        assertThat(uploads).hasValue(3);
    }

    private static void answerOncePerConnection(ServerSocket store, AtomicInteger uploads) {
        while (!store.isClosed()) {
            try (Socket connection = store.accept()) {
                InputStream in = new BufferedInputStream(connection.getInputStream());
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    String header = line.toLowerCase(Locale.ROOT);
                    if (header.startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                in.skipNBytes(length);
                uploads.incrementAndGet();
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nETag: \"0\"\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!store.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the request ended early");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
