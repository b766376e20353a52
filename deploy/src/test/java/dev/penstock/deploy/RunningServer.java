package dev.penstock.deploy;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server with defaults on free ports. */
record RunningServer(PenstockServer server) implements AutoCloseable {
    /** Requests, jobs, tasks and transfers under way have their time one after the other: see PenstockServer. */
    static final Duration LONGEST_STOP =
            Settings.of(Map.of()).server().drainTimeout().plusSeconds(3 * 10);

    static RunningServer start(Path data) {
        return new RunningServer(
                PenstockServer.start(data, Settings.of(Map.of("server.port", "0", "server.s3-port", "0"))));
    }

    URI endpoint() {
        return server.apiEndpoint();
    }

    /** Status of the answer. */
    int get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(endpoint().resolve(path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
