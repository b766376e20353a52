package dev.penstock.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.S3ArtifactLocation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Sends a large file in parts, one after the other; an upload that fails leaves nothing behind. */
record MultipartUpload(
        S3Client s3,
        AwsRequestOverrideConfiguration signedByJob,
        S3ArtifactLocation to,
        String contentType,
        @Nullable String keyId) {

    /** 16 MiB: 10,000 parts, the store's limit, hold 156 GiB. */
    static final long PART = 16L << 20;

    void send(Path file) throws IOException {
        long size = Files.size(file);
        String id = s3.createMultipartUpload(r -> r.bucket(to.bucketName())
                        .key(to.objectKey())
                        .contentType(contentType)
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(keyId)
                        .overrideConfiguration(signedByJob))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long at = 0; at < size; at += PART) {
                parts.add(sendPart(id, parts.size() + 1, file, at, Math.min(PART, size - at)));
            }
            s3.completeMultipartUpload(r -> r.bucket(to.bucketName())
                    .key(to.objectKey())
                    .uploadId(id)
                    .multipartUpload(u -> u.parts(parts))
                    .overrideConfiguration(signedByJob));
        } catch (SdkException | UncheckedIOException e) {
            abort(id, e);
            throw e;
        }
    }

    private CompletedPart sendPart(String id, int number, Path file, long at, long length) {
        RequestBody body = RequestBody.fromContentProvider(() -> open(file, at), length, "application/octet-stream");
        String tag = s3.uploadPart(
                        r -> r.bucket(to.bucketName())
                                .key(to.objectKey())
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(length)
                                .overrideConfiguration(signedByJob),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** A fresh stream for each attempt; the client reads no further than the part's length. */
    private static InputStream open(Path file, long at) {
        try {
            return Channels.newInputStream(
                    FileChannel.open(file, StandardOpenOption.READ).position(at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void abort(String id, RuntimeException reason) {
        try {
            s3.abortMultipartUpload(r ->
                    r.bucket(to.bucketName()).key(to.objectKey()).uploadId(id).overrideConfiguration(signedByJob));
        } catch (SdkException e) {
            reason.addSuppressed(e);
        }
    }
}
