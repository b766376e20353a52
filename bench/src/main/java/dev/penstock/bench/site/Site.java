package dev.penstock.bench.site;

import dev.penstock.bench.client.ActionTypeName;
import dev.penstock.bench.client.ApiClient;
import dev.penstock.bench.client.Credentials;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.LeanCustomCalls;
import dev.penstock.bench.client.LeanThirdPartyCalls;
import dev.penstock.bench.client.SdkCustomCalls;
import dev.penstock.bench.client.SdkThirdPartyCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import tools.jackson.databind.JsonNode;

/**
 * Running servers with a customer's account and a partner's, and clients for both. Clients are spread over the servers by
 * the number of the worker. Thread-safe.
 */
public final class Site implements AutoCloseable {
    private static final AtomicInteger SITES = new AtomicInteger();
    private static final int SDK_CONNECTIONS = 1000;

    private final Servers servers;
    private final boolean sdk;
    private final ApiClient operator;
    private final Credentials customer;
    private final Credentials partner;
    private final Map<ActionTypeName, String> clientTokens = new ConcurrentHashMap<>();
    private final Map<Caller, CodePipelineClient> sdkClients = new ConcurrentHashMap<>();
    private final List<ApiClient> clients = new ArrayList<>();

    private record Caller(URI endpoint, Credentials credentials) {}

    /** Over servers that run; makes both accounts. */
    public Site(Servers servers, boolean sdk) {
        this.servers = servers;
        this.sdk = sdk;
        this.operator = client(0, servers.administrator());
        int number = SITES.incrementAndGet();
        this.customer = account("1%011d".formatted(number));
        this.partner = account("2%011d".formatted(number));
    }

    private Credentials account(String id) {
        JsonNode _ = operator.admin("CreateAccount", "{\"accountId\":\"" + id + "\",\"name\":\"a" + id + "\"}");
        JsonNode key = operator.admin("CreateAccessKey", "{\"accountId\":\"" + id + "\"}");
        return new Credentials(
                id,
                key.path("accessKeyId").asString(),
                key.path("secretAccessKey").asString());
    }

    public Servers servers() {
        return servers;
    }

    /** A lean client of the customer, for one thread; closed with the site. */
    public ApiClient customer(int worker) {
        return client(worker, customer);
    }

    private synchronized ApiClient client(int worker, Credentials credentials) {
        ApiClient client = new ApiClient(servers.endpoint(worker), credentials);
        clients.add(client);
        return client;
    }

    /** Makes an action type that anybody's worker of the customer takes, or of the partner, by its owner. */
    public void register(ActionTypeName type) {
        int inputs = type.category().equals("Source") ? 0 : 5;
        String artifacts = "\"inputArtifactDetails\":{\"minimumCount\":0,\"maximumCount\":" + inputs
                + "},\"outputArtifactDetails\":{\"minimumCount\":0,\"maximumCount\":5}";
        if (type.owner().equals("Custom")) {
            byte[] _ = customer(0)
                    .send(
                            "CreateCustomActionType",
                            "{\"category\":\"" + type.category() + "\",\"provider\":\"" + type.provider()
                                    + "\",\"version\":\"1\"," + artifacts
                                    + ",\"configurationProperties\":[" + property("Project", false) + ","
                                    + property("DeployKey", true) + "]}");
        } else {
            JsonNode _ = operator.admin(
                    "RegisterActionType",
                    "{\"accountId\":\"" + partner.accountId() + "\",\"actionType\":{\"id\":" + type.json()
                            + ",\"executor\":{\"type\":\"JobWorker\",\"configuration\":{\"jobWorkerExecutorConfiguration\":"
                            + "{\"pollingAccounts\":[\"" + partner.accountId() + "\"]}}},"
                            + "\"permissions\":{\"allowedAccounts\":[\"*\"]}," + artifacts
                            + ",\"properties\":[" + declared("Project", false) + ","
                            + declared("DeployKey", true) + "]}}");
            JsonNode pair = operator.admin(
                    "ShowClient", "{\"accountId\":\"" + customer.accountId() + "\",\"actionTypeId\":\"" + type + "\"}");
            clientTokens.put(type, pair.path("clientToken").asString());
        }
    }

    private static String property(String name, boolean secret) {
        return "{\"name\":\"" + name + "\",\"required\":false,\"key\":" + !secret + ",\"secret\":" + secret + "}";
    }

    private static String declared(String name, boolean secret) {
        return "{\"name\":\"" + name + "\",\"optional\":true,\"key\":" + !secret + ",\"noEcho\":" + secret + "}";
    }

    /** The calls of a worker of this type, for one thread. */
    public JobCalls worker(ActionTypeName type, int worker) {
        boolean custom = type.owner().equals("Custom");
        Credentials caller = custom ? customer : partner;
        if (sdk) {
            CodePipelineClient client =
                    sdkClients.computeIfAbsent(new Caller(servers.endpoint(worker), caller), Site::sdkClient);
            return custom
                    ? new SdkCustomCalls(client, type)
                    : new SdkThirdPartyCalls(client, type, clientTokens.getOrDefault(type, ""));
        }
        ApiClient client = client(worker, caller);
        return custom
                ? new LeanCustomCalls(client, type)
                : new LeanThirdPartyCalls(client, type, clientTokens.getOrDefault(type, ""));
    }

    /** With the HTTP client that the SDK brings by default. */
    private static CodePipelineClient sdkClient(Caller caller) {
        return CodePipelineClient.builder()
                .endpointOverride(caller.endpoint())
                .region(Region.of(ApiClient.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        caller.credentials().keyId(), caller.credentials().secret())))
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(SDK_CONNECTIONS))
                .build();
    }

    @Override
    public void close() {
        synchronized (this) {
            clients.forEach(ApiClient::close);
        }
        sdkClients.values().forEach(CodePipelineClient::close);
    }
}
