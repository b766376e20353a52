package dev.penstock.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.store.account.AccessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that a real client signed; see {@code signatures/README.md}. */
class SignatureVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/signatures");

    static Stream<Path> vectors() throws IOException {
        List<Path> folders;
        try (Stream<Path> listed = Files.list(FOLDER)) {
            folders = listed.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders).hasSizeGreaterThan(5);
        return folders.stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theSignatureOfARealClientIsAccepted(Path vector) throws IOException {
        JsonNode context = context(vector);

        Caller caller = verifier(context).verify(request(vector), text(context, "service"));

        assertThat(caller.accountId()).isEqualTo("111111111111");
        assertThat(caller.region()).isEqualTo(text(context, "region"));
        assertThat(caller.accessKeyId()).isEqualTo(text(context, "accessKeyId"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void oneByteMoreInTheBodyIsRefused(Path vector) throws IOException {
        ReceivedRequest signed = request(vector);
        String body = new String(signed.body(), StandardCharsets.UTF_8) + " ";
        ReceivedRequest tampered = new ReceivedRequest(
                signed.method(),
                signed.path(),
                signed.query(),
                signed.headers(),
                body.getBytes(StandardCharsets.UTF_8));
        JsonNode context = context(vector);

        assertThatThrownBy(() -> verifier(context).verify(tampered, text(context, "service")))
                .hasMessageStartingWith("The request signature we calculated does not match");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void anotherTargetUnderTheSameSignatureIsRefused(Path vector) throws IOException {
        ReceivedRequest signed = request(vector);
        List<ReceivedRequest.Header> headers = signed.headers().stream()
                .map(header -> header.name().equalsIgnoreCase("x-amz-target")
                        ? new ReceivedRequest.Header(header.name(), "CodePipeline_20150709.DeletePipeline")
                        : header)
                .toList();
        ReceivedRequest tampered =
                new ReceivedRequest(signed.method(), signed.path(), signed.query(), headers, signed.body());
        JsonNode context = context(vector);

        assertThatThrownBy(() -> verifier(context).verify(tampered, text(context, "service")))
                .hasMessageStartingWith("The request signature we calculated does not match");
    }

    private static JsonNode context(Path vector) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(vector.resolve("context.json")));
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).asString();
    }

    private static SignatureVerifier verifier(JsonNode context) {
        AccessKey key = new AccessKey(
                text(context, "accessKeyId"),
                "111111111111",
                "arn:aws:iam::111111111111:user/example",
                text(context, "secretAccessKey"),
                null,
                false,
                Instant.EPOCH);
        InstantSource clock = InstantSource.fixed(Instant.parse(text(context, "now")));
        return new SignatureVerifier(id -> Optional.of(key).filter(k -> k.id().equals(id)), clock, true);
    }

    private static ReceivedRequest request(Path vector) throws IOException {
        String text = Files.readString(vector.resolve("request.txt"));
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, end).split("\n");
        String[] first = lines[0].split(" ");
        String[] target = first[1].split("\\?", 2);
        List<ReceivedRequest.Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.add(new ReceivedRequest.Header(header[0], header[1].strip()));
        }
        return new ReceivedRequest(
                first[0],
                target[0],
                target.length > 1 ? target[1] : "",
                headers,
                text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
    }
}
