package dev.penstock.cli;

import dev.penstock.worker.UploadsAtOnce;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Plain AWS SDK clients that call a server as somebody. */
public final class Clients {
    private Clients() {}

    public static CodePipelineClient codePipeline(AwsFiles.Access access) {
        return CodePipelineClient.builder()
                .region(Region.of(access.region()))
                .endpointOverride(access.codePipeline())
                .credentialsProvider(StaticCredentialsProvider.create(access.credentials()))
                .httpClient(http())
                .build();
    }

    public static S3Client s3(AwsFiles.Access access) {
        return S3Client.builder()
                .region(Region.of(access.region()))
                .endpointOverride(access.s3())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(access.credentials()))
                .httpClient(http())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(new UploadsAtOnce()))
                .build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(30))
                .build();
    }
}
