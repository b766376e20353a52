package dev.penstock.cli;

import dev.penstock.server.data.ProfileFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The files {@code config} and {@code credentials} that a server writes into its data folder, in AWS's own form.
 *
 * @param config regions and endpoints
 * @param credentials keys
 */
public record AwsFiles(Path config, Path credentials) {
    /** The profile with the administrator's key, made at the first start. */
    public static final String ADMINISTRATOR = ProfileFiles.PROFILE;

    private static final String DEFAULT_REGION = "us-east-1";

    /** The files of a data folder; they need not exist. */
    public static AwsFiles in(Path folder) {
        return new AwsFiles(folder.resolve(ProfileFiles.CONFIG), folder.resolve(ProfileFiles.CREDENTIALS));
    }

    /** Everything needed to call as this profile. */
    public Access require(String name) {
        ProfileFile file = read();
        Profile profile = file.profile(name)
                .orElseThrow(() -> new CommandFailure("There is no profile '" + name + "' in " + config
                        + "; there are: "
                        + String.join(", ", new TreeSet<>(file.profiles().keySet()))));
        Optional<String> services = profile.property("services");
        return new Access(
                profile.property("region").orElse(DEFAULT_REGION),
                endpoint(file, profile, services, "codepipeline"),
                endpoint(file, profile, services, "s3"),
                credentialsOf(profile, name));
    }

    /** Adds a profile for the same server with other keys, to both files. */
    public void add(String name, Access access) {
        String services = read().profile(ADMINISTRATOR)
                .flatMap(profile -> profile.property("services"))
                .map(value -> "services = " + value + "\n")
                .orElse("");
        append(
                config,
                "\n[profile " + name + "]\nregion = " + access.region() + "\n" + services
                        + "output = json\ns3 =\n    addressing_style = path\n    signature_version = s3v4\n");
        append(
                credentials,
                "\n[" + name + "]\naws_access_key_id = " + access.credentials().accessKeyId()
                        + "\naws_secret_access_key = " + access.credentials().secretAccessKey() + "\n");
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CommandFailure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private ProfileFile read() {
        var files = ProfileFile.aggregator();
        if (Files.isRegularFile(config)) {
            files.addFile(ProfileFile.builder()
                    .content(config)
                    .type(ProfileFile.Type.CONFIGURATION)
                    .build());
        }
        if (Files.isRegularFile(credentials)) {
            files.addFile(ProfileFile.builder()
                    .content(credentials)
                    .type(ProfileFile.Type.CREDENTIALS)
                    .build());
        }
        return files.build();
    }

    private URI endpoint(ProfileFile file, Profile profile, Optional<String> services, String service) {
        return services.flatMap(name -> file.getSection("services", name))
                .flatMap(section -> section.property(service + ".endpoint_url"))
                .or(() -> profile.property("endpoint_url"))
                .map(URI::create)
                .orElseThrow(() -> new CommandFailure("The profile '" + profile.name() + "' in " + config
                        + " has no endpoint_url for " + service + "; start the server once, which writes it"));
    }

    private AwsCredentials credentialsOf(Profile profile, String name) {
        String id = profile.property("aws_access_key_id").orElseThrow(() -> noKeys(name));
        String secret = profile.property("aws_secret_access_key").orElseThrow(() -> noKeys(name));
        return profile.property("aws_session_token")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    private CommandFailure noKeys(String name) {
        return new CommandFailure("The profile '" + name + "' has no keys in " + credentials);
    }

    /**
     * How to call a server as somebody.
     *
     * @param codePipeline endpoint of the CodePipeline and admin API
     * @param s3 endpoint of the artifact store
     */
    public record Access(String region, URI codePipeline, URI s3, AwsCredentials credentials) {
        /** The same server as somebody else. */
        public Access as(AwsCredentials other) {
            return new Access(region, codePipeline, s3, other);
        }

        @Override
        public String toString() {
            return "Access[" + credentials.accessKeyId() + " at " + codePipeline + "]";
        }
    }
}
