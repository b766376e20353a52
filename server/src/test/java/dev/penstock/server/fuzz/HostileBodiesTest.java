package dev.penstock.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.fuzz.RawConnection.Answer;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.account.AccessKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Bodies that are no requests, byte by byte, signed and over HTTP (spec events 5)")
@Timeout(60)
class HostileBodiesTest {
    private static final String LIST = "CodePipeline_20150709.ListPipelines";
    private static final String TYPE = "application/x-amz-json-1.1";

    @TempDir
    static Path folder;

    private static PenstockServer server;
    private static AccessKey key;
    private static URI endpoint;

    @BeforeAll
    static void start() {
        server = PenstockServer.start(
                folder.resolve("data"),
                Settings.of(Map.of("server.port", "0", "server.s3-port", "0", "server.body-timeout", "1s")));
        key = server.store().read(tx -> tx.accessKeys().list("111111111111")).getFirst();
        endpoint = server.apiEndpoint().resolve("/");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer send(String target, String type, byte[] body) throws IOException {
        return send(head(target, type, body) + "Content-Length: " + body.length + "\r\n\r\n", body);
    }

    private static Answer send(String head, byte[] rest) throws IOException {
        try (RawConnection connection = new RawConnection(endpoint.getPort())) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(rest);
            return connection.send(out.toByteArray());
        }
    }

    private static String head(String target, String type, byte[] body) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + endpoint.getPort() + "\r\n"
                + SignedHeaders.of(endpoint, key, target, type, body);
    }

    private static Answer send(String body) throws IOException {
        return send(LIST, TYPE, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertSerialization(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException");
    }

    @Test
    void badUtf8IsNoText() throws IOException {
        assertSerialization(send(LIST, TYPE, "{\"nextToken\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void ofADuplicateKeyTheLastOneCounts() throws IOException {
        assertThat(send("{\"maxResults\":0,\"maxResults\":1}").status()).isEqualTo(200);
        assertThat(send("{\"maxResults\":1,\"maxResults\":0}").body()).contains("Value '0' at 'maxResults'");
    }

    @Test
    void depthIsBounded() throws IOException {
        assertSerialization(send("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    }

    @Test
    void hugeNumbersAreNoIntegers() throws IOException {
        assertSerialization(send("{\"maxResults\":1e999999999}"));
        assertSerialization(send("{\"maxResults\":" + "9".repeat(5000) + "}"));
    }

    @Test
    void anotherContentTypeIsAnotherOperation() throws IOException {
        Answer answer = send(LIST, "application/json", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    @Test
    void anUnknownTargetIsAnUnknownOperation() throws IOException {
        Answer answer = send("CodePipeline_20150709.ListPipelinez", TYPE, "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    @Test
    void aBodyMayComeInChunksOfOneByte() throws IOException {
        byte[] body = "{\"maxResults\":1}".getBytes(StandardCharsets.UTF_8);
        StringBuilder chunks = new StringBuilder();
        for (byte each : body) {
            chunks.append("1\r\n").append((char) each).append("\r\n");
        }
        Answer answer = send(
                head(LIST, TYPE, body) + "Transfer-Encoding: chunked\r\n\r\n",
                (chunks + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void chunksThatAreNoneAreMalformed() throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Answer answer = send(
                head(LIST, TYPE, body) + "Transfer-Encoding: chunked\r\n\r\n",
                "zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).contains("MalformedHttpRequestException");
    }
}
