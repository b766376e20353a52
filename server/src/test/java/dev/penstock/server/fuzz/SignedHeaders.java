package dev.penstock.server.fuzz;

import dev.penstock.store.account.AccessKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The headers of a signed request with any body, as lines. */
final class SignedHeaders {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private SignedHeaders() {}

    static String of(URI endpoint, AccessKey key, String target, String contentType, byte[] body) {
        SdkHttpRequest plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", contentType)
                .putHeader("X-Amz-Target", target)
                .build();
        SdkHttpRequest signed = SIGNER.sign(sign -> sign.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                        .request(plain)
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.systemUTC()))
                .request();
        StringBuilder headers = new StringBuilder();
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(
                        value -> headers.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        return headers.toString();
    }
}
