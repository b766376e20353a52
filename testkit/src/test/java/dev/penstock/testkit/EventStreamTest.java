package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.event.EventFilter;
import dev.penstock.server.events.EventStream.Reader;
import dev.penstock.store.event.PublishedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Following events, in the process and over HTTP. */
@Timeout(120)
class EventStreamTest {
    private static final ActionTypeId FEED = ActionTypeId.builder()
            .category("Source")
            .owner("Custom")
            .provider("Feed")
            .version("1")
            .build();

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    private void aPipelineStarts(String name) {
        CodePipelineClient client = penstock.codePipeline(penstock.administrator());
        client.createCustomActionType(type -> type.category("Source")
                .provider("Feed")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                .roleArn("arn:aws:iam::111111111111:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action -> action.name("Fetch")
                                        .actionTypeId(FEED)
                                        .outputArtifacts(artifact -> artifact.name("Out"))),
                        stage -> stage.name("Ask")
                                .actions(action -> action.name("Ok")
                                        .actionTypeId(type -> type.category("Approval")
                                                .owner("AWS")
                                                .provider("Manual")
                                                .version("1"))))));
    }

    @Test
    void aReaderInTheProcessGetsWhatItWantsAndGoesOnWhereItWas() throws Exception {
        EventFilter stages = new EventFilter(
                "111111111111", List.of("sh*"), List.of("CodePipeline Stage Execution State Change"), List.of());
        Reader reader = penstock.server().events().subscribe(stages, OptionalLong.empty());
        assertThat(reader.next(Instant.EPOCH)).isEmpty();

        aPipelineStarts("shop");

        PublishedEvent first = reader.next(Instant.MAX).getFirst();
        assertThat(first.event().event().state()).isEqualTo("STARTED");
        assertThat(reader.next(Instant.EPOCH)).isEmpty();
        Reader again = penstock.server().events().subscribe(stages, OptionalLong.of(0));
        assertThat(again.next(Instant.MAX)).containsExactly(first);
        Reader later = penstock.server().events().subscribe(stages, OptionalLong.of(first.position()));
        assertThat(later.next(Instant.EPOCH)).isEmpty();
    }

    @Test
    void eventsAreStreamedOverHttpAndResumedAfterTheLastOneSeen() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream live =
                        follow(http, penstock.administrator(), "", "").body()) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(live, StandardCharsets.UTF_8));
            assertThat(reader.readLine()).startsWith(": follow");
            aPipelineStarts("shop");
            List<String> ids = new ArrayList<>();
            assertThat(next(reader, ids).get("detail").get("state").asString()).isEqualTo("STARTED");
            assertThat(next(reader, ids).get("detail").get("stage").asString()).isEqualTo("Source");

            try (InputStream resumed = follow(http, penstock.administrator(), "?pipeline=shop", ids.getFirst())
                    .body()) {
                BufferedReader second = new BufferedReader(new InputStreamReader(resumed, StandardCharsets.UTF_8));
                List<String> more = new ArrayList<>();
                assertThat(next(second, more).get("detail").get("stage").asString())
                        .isEqualTo("Source");
                assertThat(more).containsExactly(ids.getLast());
            }
        }
    }

    @Test
    void whoSignsNothingFollowsNothing() throws Exception {
        URI url = penstock.apiEndpoint().resolve("/events");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(400, 403);
            assertThat(answer.body()).contains("MissingAuthenticationToken");
            HttpResponse<InputStream> wrong = follow(http, penstock.administrator(), "", "x");
            assertThat(wrong.statusCode()).isEqualTo(400);
        }
    }

    private HttpResponse<InputStream> follow(HttpClient http, Keys keys, String query, String lastSeen)
            throws IOException, InterruptedException {
        URI url = penstock.apiEndpoint().resolve("/events" + query);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(keys.credentials())
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(url)
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, PenstockExtension.REGION))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        if (!lastSeen.isEmpty()) {
            request.header("Last-Event-ID", lastSeen);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static JsonNode next(BufferedReader reader, List<String> ids) throws IOException {
        while (true) {
            String line = reader.readLine();
            if (line == null) {
                throw new AssertionError("the stream ended");
            }
            if (line.startsWith("id: ")) {
                ids.add(line.substring(4));
            }
            if (line.startsWith("data: ")) {
                return JsonMapper.shared().readTree(line.substring(6));
            }
        }
    }
}
