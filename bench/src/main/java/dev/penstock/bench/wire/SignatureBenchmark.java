package dev.penstock.bench.wire;

import dev.penstock.server.auth.ReceivedRequest;
import dev.penstock.server.auth.SignatureVerifier;
import dev.penstock.store.account.AccessKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** The check of a signature that the AWS SDK made, with the access key at hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SignatureBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String KEY = "AKIA0123456789ABCDEF";
    private static final String SECRET = "x".repeat(40);

    /** Of the body, in bytes. */
    @Param({"200", "20000"})
    public int size;

    private final AccessKey key =
            new AccessKey(KEY, "111111111111", "arn:aws:iam::111111111111:user/bench", SECRET, null, false, NOW);
    private final SignatureVerifier verifier =
            new SignatureVerifier(id -> Optional.of(key), Clock.fixed(NOW, ZoneOffset.UTC), false);
    private ReceivedRequest request = new ReceivedRequest("POST", "/", "", List.of(), new byte[0]);

    @Setup
    public void sign() {
        String body = "{\"pad\":\"" + "x".repeat(size - 10) + "\"}";
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(KEY, SECRET))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("http://127.0.0.1:8420/"))
                                .putHeader("Host", "127.0.0.1:8420")
                                .putHeader("Content-Type", "application/x-amz-json-1.1")
                                .putHeader("X-Amz-Target", "CodePipeline_20150709.PollForThirdPartyJobs")
                                .build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request();
        List<ReceivedRequest.Header> headers = new ArrayList<>();
        signed.forEachHeader(
                (name, values) -> values.forEach(value -> headers.add(new ReceivedRequest.Header(name, value))));
        request = new ReceivedRequest("POST", "/", "", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Benchmark
    public Object verify() {
        return verifier.verify(request, "codepipeline");
    }
}
