package dev.penstock.server.data;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The AWS-style files {@code config} and {@code credentials} in the data folder, whose profile {@code penstock} makes the
 * AWS CLI and the SDKs talk to this server. The server keeps its own sections up to date; what users add beside them
 * stays.
 */
public final class ProfileFiles {
    public static final String PROFILE = "penstock";
    public static final String CONFIG = "config";
    public static final String CREDENTIALS = "credentials";

    private static final Pattern SERVICES = section("services " + PROFILE);
    private static final Pattern KEYS = section(PROFILE);
    private static final Pattern KEY_ID = Pattern.compile("^aws_access_key_id *= *(\\S+)", Pattern.MULTILINE);

    private final DataFolder folder;

    public ProfileFiles(DataFolder folder) {
        this.folder = folder;
    }

    /** Points the profile, and every other one that shares its endpoints, to where the server listens now. */
    public void writeConfig(String region, URI apiEndpoint, URI s3Endpoint) {
        String services = """
                [services %s]
                codepipeline =
                    endpoint_url = %s
                s3 =
                    endpoint_url = %s
                """.formatted(PROFILE, apiEndpoint, s3Endpoint);
        String profile = """
                [profile %1$s]
                region = %2$s
                services = %1$s
                output = json
                s3 =
                    addressing_style = path
                    signature_version = s3v4

                """.formatted(PROFILE, region);
        String before = folder.read(CONFIG).orElse("");
        Matcher section = SERVICES.matcher(before);
        folder.write(
                CONFIG,
                section.find()
                        ? section.replaceFirst(Matcher.quoteReplacement(services))
                        : profile + services + before);
    }

    /** Gives the profile its keys. */
    public void writeCredentials(String accessKeyId, String secretAccessKey) {
        String keys = """
                [%s]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(PROFILE, accessKeyId, secretAccessKey);
        String before = folder.read(CREDENTIALS).orElse("");
        Matcher section = KEYS.matcher(before);
        folder.write(
                CREDENTIALS, section.find() ? section.replaceFirst(Matcher.quoteReplacement(keys)) : keys + before);
    }

    /** The profile's access key; empty before the first start has got as far as writing it. */
    public Optional<String> accessKeyId() {
        Matcher section = KEYS.matcher(folder.read(CREDENTIALS).orElse(""));
        if (!section.find()) {
            return Optional.empty();
        }
        Matcher id = KEY_ID.matcher(section.group());
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }

    /** A section up to its last line before an empty one or the next section. */
    private static Pattern section(String name) {
        return Pattern.compile("^\\[" + name + "\\]\\n(?:[^\\[\\n].*\\n?)*", Pattern.MULTILINE);
    }
}
