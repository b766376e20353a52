package dev.penstock.providers.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Server-side encryption with a named KMS key, or the bucket's own default when none is named. */
record Encryption(@Nullable String keyId) {

    void on(CopyObjectRequest.Builder request) {
        if (keyId != null) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(keyId);
        }
    }

    void on(PutObjectRequest.Builder request) {
        if (keyId != null) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(keyId);
        }
    }
}
