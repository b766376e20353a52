package dev.penstock.engine.job;

import dev.penstock.engine.artifact.Revision;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells a repeated result from another one (spec jobs 7): SHA-256 over the result's members in a fixed order, each with
 * its length in front, so no two different results read alike.
 */
final class ResultFingerprint {
    private final MessageDigest digest = sha256();

    private ResultFingerprint() {}

    /** 64 hexadecimal digits. */
    static String of(JobResult result) {
        ResultFingerprint fingerprint = new ResultFingerprint();
        switch (result) {
            case JobResult.Success(var progress, var revision, var variables) -> {
                fingerprint.add("success").add(progress).add(revision).add(variables);
            }
            case JobResult.Continuation(var token, var progress, var revision) -> {
                fingerprint.add("continuation").add(token).add(progress).add(revision);
            }
            case JobResult.Failure(var type, var message, var externalExecutionId) -> {
                fingerprint.add("failure").add(type.toString()).add(message).add(externalExecutionId);
            }
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private ResultFingerprint add(JobResult.Progress progress) {
        Integer percent = progress.percentComplete();
        return add(progress.externalExecutionId())
                .add(progress.externalExecutionUrl())
                .add(progress.summary())
                .add(percent == null ? null : percent.toString())
                .add(progress.logStreamArn());
    }

    private ResultFingerprint add(@Nullable Revision revision) {
        if (revision == null) {
            return add((String) null);
        }
        return add(revision.id())
                .add(revision.changeIdentifier())
                .add(revision.created() == null ? null : revision.created().toString())
                .add(revision.summary())
                .add(revision.url());
    }

    private void add(Map<String, String> variables) {
        new TreeMap<>(variables).forEach((name, value) -> add(name).add(value));
    }

    private ResultFingerprint add(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
        return this;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
