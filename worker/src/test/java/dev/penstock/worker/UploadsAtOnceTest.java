package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class UploadsAtOnceTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer store;

    @BeforeEach
    void start() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Expect")));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        store.start();
    }

    @AfterEach
    void stop() {
        store.stop(0);
    }

    @Test
    void theStoreIsNotAskedBeforeAnUpload() {
        upload(ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new UploadsAtOnce())
                .build());
        assertThat(asked).containsExactly("null");
    }

    /** Should the SDK no longer ask by itself, this class can go. */
    @Test
    void theSdkAsksByItself() {
        upload(ClientOverrideConfiguration.builder().build());
        assertThat(asked).containsExactly("100-continue");
    }

    private void upload(ClientOverrideConfiguration configuration) {
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + store.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration)
                .build()) {
            s3.putObject(put -> put.bucket("bucket").key("key"), RequestBody.fromString("content"));
        }
    }
}
