package dev.penstock.cli.codepipeline.send;

import dev.penstock.api.model.OperationModel;
import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.credentials.Credentials;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Sends requests, signed, and again when that may help (spec cli 11). */
public final class Sender {
    private static final String USER_AGENT =
            "penstock-cli Java/" + Runtime.version().feature();

    private final OperationModel operation;
    private final Exchange exchange;
    private final Optional<Signer> signer;
    private final int attempts;
    private final Surroundings surroundings;
    private final Consumer<String> log;

    /**
     * @param credentials none = unsigned
     * @param attempts at least 1
     * @param log told what is sent and what comes back, without secrets
     */
    public Sender(
            OperationModel operation,
            Exchange exchange,
            Optional<Credentials> credentials,
            String region,
            int attempts,
            Surroundings surroundings,
            Consumer<String> log) {
        this.operation = operation;
        this.exchange = exchange;
        this.signer = credentials.map(key -> new Signer(key, region));
        this.attempts = attempts;
        this.surroundings = surroundings;
        this.log = log;
    }

    /**
     * The answer as it came.
     *
     * @throws CallException if the service refuses the last attempt, or does not answer it
     */
    public Value send(MapValue request) {
        byte[] body = RequestBody.of(request, operation.input());
        for (int attempt = 1; ; attempt++) {
            log.accept("attempt " + attempt + " of " + attempts + ": " + operation.name() + " to "
                    + exchange.endpoint().url() + ", " + body.length + " bytes");
            try {
                Answer answer = exchange.post(headers(body), body);
                log.accept("status " + answer.status() + ", " + answer.body().length + " bytes");
                if (answer.status() < 300) {
                    return read(answer);
                }
                throw ServiceError.of(answer).exception(operation.name(), attempt - 1);
            } catch (CallException e) {
                log.accept(e.getMessage());
                if (!e.repeatable() || attempt >= attempts) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private SequencedMap<String, String> headers(byte[] body) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", exchange.endpoint().authority());
        headers.put("X-Amz-Target", CommandTable.SERVICE + "." + operation.name());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        signer.ifPresent(by -> by.sign(
                exchange.endpoint().path(), headers, body, surroundings.clock().instant()));
        // Not signed: a proxy may change them.
        headers.put("Accept-Encoding", "identity");
        headers.put("User-Agent", USER_AGENT);
        return headers;
    }

    /** A random part of a span that doubles each time. */
    private void pause(int attempt) {
        double seconds = surroundings.random().get().nextDouble() * Math.scalb(1.0, Math.min(attempt - 1, 30));
        try {
            if (!surroundings.pause().of(Duration.ofNanos((long) (seconds * 1e9)))) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CallException("Interrupted", false);
    }

    private static Value read(Answer answer) {
        try {
            return answer.body().length == 0
                    ? new MapValue()
                    : JsonReader.read(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            return new MapValue();
        }
    }
}
