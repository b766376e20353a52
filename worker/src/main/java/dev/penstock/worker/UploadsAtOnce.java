package dev.penstock.worker;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * For the S3 client of a worker that uses the JDK's connections: sends uploads without asking first ({@code Expect:
 * 100-continue}). The SDK would not try again when the store had closed the connection on which it asks. Thread-safe.
 *
 * <p>The server has a class like this for itself, because this library stands without any other module of Penstock. Both can
 * go with a release of the SDK whose {@code S3Configuration} can turn the question off.
 */
public final class UploadsAtOnce implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
}
