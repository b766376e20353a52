package dev.penstock.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.store.time.MovableClock;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestBodiesTest {
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** More than the memory that this test has. */
    @Test
    void aLengthThatIsOnlyAnnouncedTakesNoMemory() throws IOException {
        RequestBodies bodies = bodies(MOST);

        try (RequestBody body = bodies.read(request(MOST, "{}"))) {
            assertThat(body.bytes()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void largeBodiesShareTheMemory() throws IOException {
        RequestBodies bodies = bodies(4 << 20);
        String large = "x".repeat(600 << 10);

        try (RequestBody body = bodies.read(request(-1, large))) {
            assertThat(body.bytes()).hasSize(600 << 10);
            assertThatThrownBy(() -> bodies.read(request(-1, large)))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("ThrottlingException"));
            bodies.read(request(-1, "small")).close();
        }
        bodies.read(request(-1, large)).close();
    }

    private static RequestBodies bodies(int limit) {
        return new RequestBodies(
                limit,
                Duration.ofMinutes(1),
                new BodyMemory(1 << 20, Duration.ZERO),
                new MovableClock(Instant.parse("2026-11-01T00:00:00Z")));
    }

    private static HttpServletRequest request(long declared, String body) {
        ServletInputStream in = new Body(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContentLengthLong" -> declared;
                    case "getInputStream" -> in;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class Body extends ServletInputStream {
        private final InputStream bytes;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
