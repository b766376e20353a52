package dev.penstock.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the operator of a server does over the admin API. */
public final class Operator {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final URI endpoint;
    private final Keys administrator;
    private final String region;
    private final InstantSource clock;

    Operator(URI endpoint, Keys administrator, String region, InstantSource clock) {
        this.endpoint = endpoint.resolve("/");
        this.administrator = administrator;
        this.region = region;
        this.clock = clock;
    }

    public void createAccount(String accountId, String name) {
        JsonNode _ = call("CreateAccount", Map.of("accountId", accountId, "name", name));
    }

    /** A key with all rights of the account. */
    public Keys createAccessKey(String accountId) {
        return keys(accountId, call("CreateAccessKey", Map.of("accountId", accountId)));
    }

    /** @param policy an IAM policy document in JSON */
    public Keys createAccessKey(String accountId, String userName, String policy) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("accountId", accountId);
        input.put("userName", userName);
        input.put("policy", policy);
        return keys(accountId, call("CreateAccessKey", input));
    }

    private static Keys keys(String accountId, JsonNode answer) {
        return new Keys(
                accountId,
                answer.get("accessKeyId").asString(),
                answer.get("secretAccessKey").asString());
    }

    /** @param declaration an {@code ActionTypeDeclaration} in the API's JSON */
    public void registerActionType(String accountId, String declaration) {
        JsonNode _ =
                call("RegisterActionType", Map.of("accountId", accountId, "actionType", JSON.readTree(declaration)));
    }

    /** The pair by which the partner of the action type knows the customer. */
    public ClientPair showClient(String accountId, String actionTypeId) {
        JsonNode answer = call("ShowClient", Map.of("accountId", accountId, "actionTypeId", actionTypeId));
        return new ClientPair(
                answer.get("clientId").asString(), answer.get("clientToken").asString());
    }

    /** @param token never in {@link #toString} */
    public record ClientPair(String id, String token) {
        @Override
        public String toString() {
            return "ClientPair[" + id + "]";
        }
    }

    /**
     * Any operation of the admin API.
     *
     * @throws IllegalStateException if the server refuses, with its answer
     */
    public JsonNode call(String operation, Map<String, ?> input) {
        String body = JSON.writeValueAsString(input);
        SdkHttpRequest plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "Penstock_20261101." + operation)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(administrator.credentials())
                        .request(plain)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)))
                .request();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint).timeout(LONGEST).POST(BodyPublishers.ofString(body));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(operation + " was refused: " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
