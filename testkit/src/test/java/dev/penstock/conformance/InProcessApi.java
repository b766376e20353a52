package dev.penstock.conformance;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.http.ApiService.ApiCall;
import dev.penstock.testkit.Keys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import tools.jackson.databind.json.JsonMapper;

/** Calls without a socket: codec, validator, rights and operation. Other services than CodePipeline go over the wire. */
final class InProcessApi implements Api {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PenstockServer server;
    private final Wire wire;
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    InProcessApi(PenstockServer server, Wire wire) {
        this.server = server;
        this.wire = wire;
    }

    @Override
    public Wire.Answer call(Keys keys, String target, Object request) {
        String prefix = server.codePipeline().targetPrefix() + ".";
        if (!target.startsWith(prefix)) {
            return wire.call(keys, target, request);
        }
        ApiCall call = new ApiCall(caller(keys), JSON.writeValueAsBytes(request), Optional.of(Duration.ZERO), null);
        try {
            byte[] answer = server.codePipeline().call(target.substring(prefix.length()), call);
            return new Wire.Answer(200, answer.length == 0 ? JSON.createObjectNode() : JSON.readTree(answer));
        } catch (CodePipelineException modelled) {
            return Wire.Answer.refused(400, modelled.getClass().getSimpleName(), modelled.getMessage());
        } catch (ApiException refused) {
            return Wire.Answer.refused(refused.status(), refused.code(), refused.getMessage());
        }
    }

    private Caller caller(Keys keys) {
        return callers.computeIfAbsent(
                keys.accessKeyId(),
                id -> server.store()
                        .read(tx -> tx.accessKeys().find(id))
                        .map(key -> new Caller(
                                key.accountId(),
                                "us-east-1",
                                key.principalArn(),
                                id,
                                key.policy(),
                                key.administrator()))
                        .orElseThrow());
    }
}
