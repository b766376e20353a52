package dev.penstock.bench.site;

import dev.penstock.server.http.Access;
import dev.penstock.server.http.BodyMemory;
import dev.penstock.server.http.HttpServer;
import dev.penstock.server.http.HttpSettings;
import dev.penstock.server.http.RequestBodies;
import dev.penstock.server.http.Routes;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The same HTTP server as Penstock's, on the same settings, that reads a request and answers the bytes that a worker's
 * call would be answered, without signatures, JSON or a database: the least that any server of this kind costs.
 */
public final class BareServer {
    private static final int LARGEST = 4 << 20;
    private static final int CONNECTIONS = 4000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Answers as long as the real ones. */
    private static final Map<String, byte[]> ANSWERS = Map.of(
            "CodePipeline_20150709.PollForThirdPartyJobs",
            bytes("{\"jobs\":[{\"clientId\":\"" + "c".repeat(36) + "\",\"jobId\":\"" + "j".repeat(36) + "\"}]}"),
            "CodePipeline_20150709.GetThirdPartyJobDetails",
            bytes("{\"jobDetails\":{\"id\":\"" + "j".repeat(36) + "\",\"nonce\":\"1\",\"data\":{\"pad\":\""
                    + "x".repeat(1300)
                    + "\",\"pipelineContext\":{\"pipelineName\":\"bench-1\",\"stage\":{\"name\":\"Stage1\"}}}}}"),
            "CodePipeline_20150709.AcknowledgeThirdPartyJob",
            bytes("{\"status\":\"InProgress\"}"),
            "CodePipeline_20150709.PutThirdPartyJobSuccessResult",
            new byte[0]);

    private BareServer() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws InterruptedException {
        RequestBodies bodies =
                new RequestBodies(LARGEST, PATIENCE, new BodyMemory(64L << 20, PATIENCE), Clock.systemUTC());
        Routes routes = new Routes().add(HandlerType.POST, "/", new Access.Public(), context -> {
            bodies.read(context.req()).close();
            byte[] answer = ANSWERS.getOrDefault(context.header("X-Amz-Target"), new byte[0]);
            context.status(200).contentType("application/x-amz-json-1.1").result(answer);
        });
        HttpServer server = HttpServer.start(
                new HttpSettings("The bare server", "--port", "127.0.0.1", 0, PATIENCE, PATIENCE, CONNECTIONS),
                routes,
                () -> UUID.randomUUID().toString(),
                Clock.systemUTC());
        System.out.println("A bare server at http://127.0.0.1:" + server.port());
        Thread.currentThread().join();
    }
}
