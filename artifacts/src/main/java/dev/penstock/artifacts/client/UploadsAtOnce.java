package dev.penstock.artifacts.client;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends uploads without asking first ({@code Expect: 100-continue}). With the JDK's connections the SDK takes a failure of
 * the question for one of its own, and does not try again when the store had closed the connection that it kept. Thread-safe.
 *
 * <p>The library for workers has a class like this for itself, because it stands without any other module. Both can go with
 * a release of the SDK whose {@code S3Configuration} can turn the question off.
 */
public final class UploadsAtOnce implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
}
