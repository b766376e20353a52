package dev.penstock.testkit;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.signer.AwsSignerExecutionAttribute;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Makes a client sign by the server's clock, so that its requests stay in time when the test moves that clock. */
final class ServerTime implements ExecutionInterceptor {
    private final Clock clock;

    ServerTime(InstantSource clock) {
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    @Override
    public void beforeMarshalling(Context.BeforeMarshalling context, ExecutionAttributes attributes) {
        attributes.putAttribute(AwsSignerExecutionAttribute.SIGNING_CLOCK, clock);
    }
}
