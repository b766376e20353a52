package dev.penstock.server.webhooks;

import dev.penstock.api.error.ApiException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The hooks of GitHub repositories, through GitHub's REST API (spec jobs 18.4). Thread-safe. */
public final class GitHubHooks {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_QUOTE = 300;

    private final URI endpoint;
    private @Nullable HttpClient http;

    /** @param endpoint of the API, {@code https://api.github.com} for the public one */
    public GitHubHooks(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Made when the first hook is: it brings threads and TLS along, and most servers never talk to GitHub. */
    private synchronized HttpClient http() {
        HttpClient made = http;
        if (made == null) {
            made = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            http = made;
        }
        return made;
    }

    /**
     * A repository, and the right to change its hooks.
     *
     * @param token never in {@link #toString}
     */
    public record Repository(String owner, String name, String token) {
        @Override
        public String toString() {
            return "Repository[" + owner + "/" + name + "]";
        }
    }

    /**
     * Makes a hook that sends pushes, and returns its id.
     *
     * @param secret that deliveries are signed with; null for none
     * @throws ApiException ValidationException in AWS's words if GitHub refuses or cannot be reached
     */
    public String register(Repository repository, String url, @Nullable String secret) {
        ObjectNode hook = JSON.createObjectNode().put("name", "web").put("active", true);
        hook.putArray("events").add("push");
        ObjectNode config = hook.putObject("config").put("url", url).put("content_type", "json");
        if (secret != null) {
            config.put("secret", secret);
        }
        HttpResponse<String> answer =
                send(request("registered", repository, "").POST(BodyPublishers.ofString(hook.toString())));
        if (answer.statusCode() != 201) {
            throw refused("registered", answer);
        }
        try {
            return JSON.readTree(answer.body()).path("id").asString();
        } catch (JacksonException e) {
            throw refused("registered", answer);
        }
    }

    /**
     * Removes a hook; one that is gone already is a success.
     *
     * @throws ApiException ValidationException in AWS's words if GitHub refuses or cannot be reached
     */
    public void deregister(Repository repository, String id) {
        HttpResponse<String> answer =
                send(request("deregistered", repository, "/" + encoded(id)).DELETE());
        if (answer.statusCode() != 204 && answer.statusCode() != 404) {
            throw refused("deregistered", answer);
        }
    }

    private HttpRequest.Builder request(String done, Repository repository, String rest) {
        String root = endpoint.toString().replaceFirst("/+$", "");
        URI hooks = URI.create(
                root + "/repos/" + encoded(repository.owner()) + "/" + encoded(repository.name()) + "/hooks" + rest);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hooks).timeout(TIMEOUT).header("Accept", "application/vnd.github+json");
        try {
            return request.header("Authorization", "Bearer " + repository.token());
        } catch (IllegalArgumentException e) {
            // Neither cause nor message: they quote the token.
            throw ApiException.validation("Webhook could not be " + done + " with GitHub. Error cause: Bad credentials"
                    + " (the OAuthToken has characters that a token cannot have)");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http().send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw ApiException.validation("Webhook could not be registered with GitHub. Error cause: GitHub cannot be"
                    + " reached (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while GitHub was asked", e);
        }
    }

    private static ApiException refused(String done, HttpResponse<String> answer) {
        String body = answer.body();
        String cause = switch (answer.statusCode()) {
            case 401 -> "Bad credentials";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 422 -> "Unprocessable";
            default -> "Unexpected answer";
        };
        return ApiException.validation("Webhook could not be " + done + " with GitHub. Error cause: " + cause
                + " [StatusCode: " + answer.statusCode() + ", Body: "
                + (body.length() > LONGEST_QUOTE ? body.substring(0, LONGEST_QUOTE) : body) + "]");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
