package dev.penstock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** Where a scenario is played: something that speaks the API, with a clock that moves by hand. One for each scenario. */
public interface Theatre extends AutoCloseable {

    /** The account's own client. */
    CodePipelineClient api();

    /** ARN of whoever calls with {@link #api}. */
    String callerArn();

    Instant now();

    void advance(Duration time);

    /** Makes a bucket unless it is there. */
    void bucket(String name);

    /** Puts an object into a bucket. */
    void publish(String bucket, String key, String text);

    /**
     * Lets what goes on by itself come to rest.
     *
     * @return whether the condition holds then
     */
    boolean await(String pipeline, BooleanSupplier condition);

    /** What happened to an execution, in order, such as {@code stage Build FAILED}. */
    List<String> events(String executionId);

    @Override
    void close();
}
