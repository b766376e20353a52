package dev.penstock.providers.s3;

import dev.penstock.artifacts.client.UploadsAtOnce;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 endpoint in memory whose buckets can keep versions, as AWS's do. */
final class VersionedS3 implements AutoCloseable {
    private final S3Proxy proxy;
    private final S3Client client;

    VersionedS3() throws Exception {
        proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        proxy.start();
        client = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.addExecutionInterceptor(new UploadsAtOnce()))
                .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    S3Client client() {
        return client;
    }

    void makeVersionedBucket(String bucket) {
        client.createBucket(b -> b.bucket(bucket));
        client.putBucketVersioning(v -> v.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
    }

    @Override
    public void close() throws Exception {
        client.close();
        proxy.stop();
    }
}
