package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.Store;
import dev.penstock.store.account.AccessKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;

/** What a key may read counts for a stream that is open already. */
@Timeout(120)
class EventStreamRightsTest {
    private static final String ACCOUNT = "111111111111";
    private static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "codepipeline:*", "Resource": "*"}]}
            """;
    private static final String NOT_BLOG = """
            {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "codepipeline:*", "Resource": "*"},
                {"Effect": "Deny", "Action": "codepipeline:*", "Resource": "arn:aws:codepipeline:*:*:blog"}]}
            """;

    @RegisterExtension
    final PenstockExtension penstock =
            PenstockExtension.builder().movableClock().build();

    private void pipeline(String name) {
        CodePipelineClient client = penstock.codePipeline(penstock.administrator());
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                .roleArn("arn:aws:iam::111111111111:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action -> action.name("Fetch")
                                        .actionTypeId(type -> type.category("Source")
                                                .owner("AWS")
                                                .provider("S3")
                                                .version("1"))
                                        .configuration(Map.of(
                                                "S3Bucket", "artifacts",
                                                "S3ObjectKey", "shop.zip",
                                                "PollForSourceChanges", "false"))
                                        .outputArtifacts(artifact -> artifact.name("Out"))),
                        stage -> stage.name("Ask")
                                .actions(action -> action.name("Ok")
                                        .actionTypeId(type -> type.category("Approval")
                                                .owner("AWS")
                                                .provider("Manual")
                                                .version("1"))))));
    }

    private BufferedReader follow(HttpClient http, Keys keys) throws IOException, InterruptedException {
        URI url = penstock.apiEndpoint().resolve("/events");
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
        InputStream body =
                http.send(request.build(), BodyHandlers.ofInputStream()).body();
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        assertThat(reader.readLine()).startsWith(": follow");
        return reader;
    }

    /** The lines up to the first that begins so; without it, up to the end of the stream. */
    private static List<String> until(BufferedReader reader, String beginning) {
        return reader.lines().takeWhile(line -> !line.startsWith(beginning)).toList();
    }

    @Test
    void theStreamOfAKeyThatIsDeletedEnds() throws Exception {
        Keys keys = penstock.operator().createAccessKey(ACCOUNT);
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader reader = follow(http, keys)) {
            pipeline("shop");
            until(reader, "data: ");

            penstock.operator().call("DeleteAccessKey", Map.of("accessKeyId", keys.accessKeyId()));
            penstock.clock().advance(Duration.ofMinutes(1));
            pipeline("blog");

            assertThat(until(reader, "never")).noneMatch(line -> line.contains("blog"));
        }
    }

    @Test
    void aKeyThatMayReadLessByNowGetsNoMoreEvents() throws Exception {
        Keys keys = penstock.operator().createAccessKey(ACCOUNT, "reader", EVERYTHING);
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader reader = follow(http, keys)) {
            pipeline("shop");
            until(reader, "data: ");

            Store store = penstock.server().store();
            store.write(tx -> {
                AccessKey key = tx.accessKeys().find(keys.accessKeyId()).orElseThrow();
                tx.accessKeys().delete(key.id());
                tx.accessKeys()
                        .insert(new AccessKey(
                                key.id(),
                                key.accountId(),
                                key.principalArn(),
                                key.secret(),
                                NOT_BLOG,
                                false,
                                key.created()));
                return 0;
            });
            penstock.clock().advance(Duration.ofMinutes(1));
            pipeline("blog");
            pipeline("last");

            assertThat(reader.lines()
                            .filter(line -> line.startsWith("data: ") && !line.contains(":shop\""))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains(":last\""));
        }
    }
}
