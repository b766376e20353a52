package dev.penstock.artifacts.endpoint;

import java.util.regex.Pattern;

/**
 * Ids of multipart uploads. The file system store makes file names of them, so what a client sends must have the form of
 * the ids we give out: anything else could name a file outside the upload.
 */
final class UploadIds {
    static final String FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern ID = Pattern.compile(FORM);

    private UploadIds() {}

    /** @throws software.amazon.awssdk.services.s3.model.S3Exception NoSuchUpload */
    static String checked(String uploadId) {
        if (!ID.matcher(uploadId).matches()) {
            throw S3Errors.noSuchUpload();
        }
        return uploadId;
    }
}
