package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A role to assume.
 *
 * @param mfaSerial the device whose code must be given
 * @param durationSeconds of the session
 */
record Role(
        String arn,
        Optional<String> sessionName,
        Optional<String> externalId,
        Optional<String> mfaSerial,
        Optional<Integer> durationSeconds) {

    /** Under which name the AWS CLI keeps a session of this role: the hash of the request, its members sorted. */
    String cacheKey() {
        MapValue request = new MapValue();
        durationSeconds.ifPresent(seconds -> request.members().put("DurationSeconds", Value.of(seconds)));
        externalId.ifPresent(id -> request.members().put("ExternalId", Value.of(id)));
        request.members().put("RoleArn", Value.of(arn));
        sessionName.ifPresent(name -> request.members().put("RoleSessionName", Value.of(name)));
        mfaSerial.ifPresent(serial -> request.members().put("SerialNumber", Value.of(serial)));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest(JsonWriter.ascii(request).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
