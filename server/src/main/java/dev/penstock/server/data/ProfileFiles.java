package dev.penstock.server.data;

import java.net.URI;

/**
 * The AWS-style files {@code config} and {@code credentials} in the data folder, whose profile {@code penstock} makes the
 * AWS CLI and the SDKs talk to this server. The configuration follows the server's ports at every start; the credentials
 * are written once.
 */
public final class ProfileFiles {
    public static final String PROFILE = "penstock";
    public static final String CONFIG = "config";
    public static final String CREDENTIALS = "credentials";

    private final DataFolder folder;

    public ProfileFiles(DataFolder folder) {
        this.folder = folder;
    }

    /** Points the profile to where the server listens now. */
    public void writeConfig(String region, URI apiEndpoint, URI s3Endpoint) {
        folder.write(CONFIG, """
                [profile %1$s]
                region = %2$s
                services = %1$s
                output = json
                s3 =
                    addressing_style = path

                [services %1$s]
                codepipeline =
                    endpoint_url = %3$s
                s3 =
                    endpoint_url = %4$s
                """.formatted(PROFILE, region, apiEndpoint, s3Endpoint));
    }

    public void writeCredentials(String accessKeyId, String secretAccessKey) {
        folder.write(CREDENTIALS, """
                [%s]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(PROFILE, accessKeyId, secretAccessKey));
    }

    /** True if the first start got as far as writing the credentials. */
    public boolean hasCredentials() {
        return folder.read(CREDENTIALS).isPresent();
    }
}
