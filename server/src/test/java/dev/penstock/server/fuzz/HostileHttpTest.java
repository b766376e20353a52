package dev.penstock.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.SigningClient;
import dev.penstock.server.fuzz.HostileRequests.Request;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.account.AccessKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same requests over HTTP: signed, to a whole server, whose answers are always in the API's form. */
class HostileHttpTest {
    private static final int REQUESTS = 3_000;
    private static final long SEED = 4711;

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void everyAnswerIsInTheApisFormAndNoneIsAFaultOfOurs() {
        Settings settings = Settings.of(Map.of("server.port", "0", "server.s3-port", "0"));
        try (PenstockServer server = PenstockServer.start(folder.resolve("data"), settings);
                SigningClient client = new SigningClient(server.apiEndpoint().resolve("/"), Clock.systemUTC())) {
            AccessKey key = server.store()
                    .read(tx -> tx.accessKeys().list("111111111111"))
                    .getFirst();
            for (int i = 0; i < REQUESTS; i++) {
                Request request = new HostileRequests(SEED + i, i % 2 == 0 ? 0.01 : 0.1, List.of()).next();
                HttpResponse<String> answer = client.call(
                        key,
                        "codepipeline",
                        "CodePipeline_20150709." + request.operation(),
                        new String(request.body(), StandardCharsets.UTF_8));
                check(i, request, answer);
            }
            assertThat(client.call(key, "codepipeline", "CodePipeline_20150709.ListPipelines", "{}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void check(int number, Request request, HttpResponse<String> answer) {
        String what = "answer to request " + number + ", " + request.operation();
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).as(what).isPresent();
        if (answer.statusCode() == 200) {
            return;
        }
        JsonNode error = JsonMapper.shared().readTree(answer.body());
        assertThat(error.path("__type").asString()).as(what).endsWith("Exception");
        assertThat(answer.body()).as(what).doesNotContain("dev.penstock", "java.lang", "\\tat ");
    }
}
