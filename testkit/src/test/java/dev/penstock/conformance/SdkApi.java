package dev.penstock.conformance;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.testkit.Keys;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls with the AWS SDK over HTTP. A refusal counts as a modelled exception only if the SDK has made it one. Other
 * services than CodePipeline go over the wire.
 */
final class SdkApi implements Api {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PREFIX = "CodePipeline_20150709.";
    private static final String MODEL = "software.amazon.awssdk.services.codepipeline.model.";

    private final Function<Keys, CodePipelineClient> clients;
    private final Wire wire;
    private final Map<String, CodePipelineClient> byKey = new ConcurrentHashMap<>();

    SdkApi(Function<Keys, CodePipelineClient> clients, Wire wire) {
        this.clients = clients;
        this.wire = wire;
    }

    @Override
    public Wire.Answer call(Keys keys, String target, Object request) {
        if (!target.startsWith(PREFIX)) {
            return wire.call(keys, target, request);
        }
        CodePipelineClient client = byKey.computeIfAbsent(keys.accessKeyId(), _ -> clients.apply(keys));
        String operation = target.substring(PREFIX.length());
        try {
            SdkPojo response = (SdkPojo) send(client, operation, JSON.writeValueAsBytes(request));
            return new Wire.Answer(200, JSON.readTree(ShapeCodec.write(response)));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof CodePipelineException refused) {
                return answer(refused);
            }
            throw new IllegalStateException(operation + " broke the SDK", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK has no " + operation, e);
        }
    }

    private static Wire.Answer answer(CodePipelineException refused) {
        String code = refused.awsErrorDetails().errorCode();
        String type = refused.getClass() == CodePipelineException.class
                ? code
                : refused.getClass().getSimpleName();
        if (!type.equals(code)) {
            throw new IllegalStateException("the SDK made a " + type + " of " + code);
        }
        return Wire.Answer.refused(
                refused.statusCode(), type, refused.awsErrorDetails().errorMessage());
    }

    private static Object send(CodePipelineClient client, String operation, byte[] body)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(MODEL + operation + "Request");
        CodePipelineRequest.Builder builder =
                (CodePipelineRequest.Builder) type.getMethod("builder").invoke(null);
        ShapeCodec.fill(body, (SdkPojo) builder);
        String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
        return CodePipelineClient.class.getMethod(method, type).invoke(client, builder.build());
    }
}
