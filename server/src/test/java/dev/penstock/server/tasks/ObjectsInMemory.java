package dev.penstock.server.tasks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 that can only be asked about objects. Something else can be made to happen while it is asked. */
final class ObjectsInMemory implements S3Client {
    private final Map<String, HeadObjectResponse> objects = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    Runnable meanwhile = () -> {};

    void put(String key, String eTag) {
        objects.put(key, HeadObjectResponse.builder().eTag("\"" + eTag + "\"").build());
    }

    void put(String key, String eTag, String versionId) {
        objects.put(
                key,
                HeadObjectResponse.builder()
                        .eTag("\"" + eTag + "\"")
                        .versionId(versionId)
                        .build());
    }

    void refuse(String key, int status) {
        refusals.put(key, status);
    }

    void allow(String key) {
        refusals.remove(key);
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        HeadObjectResponse found = objects.get(request.key());
        int status = refusals.getOrDefault(request.key(), found == null ? 404 : 200);
        if (status != 200 || found == null) {
            throw S3Exception.builder().statusCode(status).message("refused").build();
        }
        return found;
    }

    @Override
    public HeadBucketResponse headBucket(Consumer<HeadBucketRequest.Builder> request) {
        return HeadBucketResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
