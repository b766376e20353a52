package dev.penstock.engine.scenario;

import dev.penstock.scenario.Theatre;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** The engine alone, without a server, a database or a network: nothing takes time but the clock. */
public final class EngineTheatre implements Theatre {
    private final EngineApi api = new EngineApi();

    @Override
    public CodePipelineClient api() {
        return api;
    }

    @Override
    public String callerArn() {
        return World.CALLER;
    }

    @Override
    public Instant now() {
        return api.now();
    }

    @Override
    public void advance(Duration time) {
        api.advance(time);
    }

    @Override
    public void bucket(String name) {
        // objects are kept by bucket and key
    }

    @Override
    public void publish(String bucket, String key, String text) {
        api.objects().put(bucket, key, text);
    }

    @Override
    public boolean await(String pipeline, BooleanSupplier condition) {
        api.settle();
        return condition.getAsBoolean();
    }

    @Override
    public List<String> events(String executionId) {
        return api.world().eventsOf(executionId);
    }

    @Override
    public void close() {
        api.close();
    }
}
