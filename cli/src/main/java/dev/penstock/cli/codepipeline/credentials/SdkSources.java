package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.configuration.Profiles;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.auth.ExpiredTokenException;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The AWS SDK's clients and providers: what asks for credentials is written and kept there. It reads endpoints, proxies and
 * the addresses of container and instance from the environment of this process, as the rest of this program does.
 */
final class SdkSources implements RemoteSources {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration ALL = Duration.ofMinutes(2);

    private final Surroundings surroundings;
    private final Region region;
    private final String profile;
    private final ProfileFile files;

    SdkSources(Profiles profiles, Surroundings surroundings, String region, String profile) {
        this.surroundings = surroundings;
        this.region = Region.of(region);
        this.profile = profile;
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        add(files, profiles.credentialsFile(), ProfileFile.Type.CREDENTIALS);
        add(files, profiles.configFile(), ProfileFile.Type.CONFIGURATION);
        this.files = files.build();
    }

    private static void add(ProfileFile.Aggregator files, Path file, ProfileFile.Type type) {
        if (Files.isRegularFile(file)) {
            files.addFile(ProfileFile.builder().content(file).type(type).build());
        }
    }

    @Override
    public Session assumeRole(Role role, Optional<String> mfaCode, Credentials source) {
        try (StsClient sts = sts(StaticCredentialsProvider.create(sdk(source)))) {
            return asked(
                    "assume-role",
                    "AssumeRole",
                    () -> session(sts.assumeRole(r -> r.roleArn(role.arn())
                                    .roleSessionName(sessionName(role))
                                    .externalId(role.externalId().orElse(null))
                                    .durationSeconds(role.durationSeconds().orElse(null))
                                    .serialNumber(role.mfaSerial().orElse(null))
                                    .tokenCode(mfaCode.orElse(null)))
                            .credentials()));
        }
    }

    @Override
    public Session assumeRoleWithWebIdentity(Role role, Path token) {
        String identity;
        try {
            identity = Files.readString(token);
        } catch (IOException e) {
            throw CredentialChain.failed("assume-role-with-web-identity", "cannot read the token: " + e.getMessage());
        }
        try (StsClient sts = sts(AnonymousCredentialsProvider.create())) {
            return asked(
                    "assume-role-with-web-identity",
                    "AssumeRoleWithWebIdentity",
                    () -> session(sts.assumeRoleWithWebIdentity(r -> r.roleArn(role.arn())
                                    .roleSessionName(sessionName(role))
                                    .webIdentityToken(identity))
                            .credentials()));
        }
    }

    @Override
    public Credentials signedIn(String profile) {
        try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.builder()
                .profileFile(files)
                .profileName(profile)
                .build()) {
            return asked("sso", "GetRoleCredentials", () -> {
                try {
                    return ours(provider.resolveCredentials());
                } catch (UncheckedIOException e) {
                    throw new InvalidValue("Error loading SSO Token: Token for " + signIn(profile) + " does not exist");
                } catch (ExpiredTokenException | UnauthorizedException e) {
                    throw new InvalidValue(
                            "The SSO session associated with this profile has expired or is otherwise"
                                    + " invalid. To refresh this SSO session run aws sso login with the corresponding profile.");
                }
            });
        }
    }

    /** Name of the session, or the address of a sign-in without one. */
    private String signIn(String profile) {
        Optional<Profile> section = files.profile(profile);
        return section.flatMap(found -> found.property("sso_session"))
                .or(() -> section.flatMap(found -> found.property("sso_start_url")))
                .orElse(profile);
    }

    @Override
    public Credentials container() {
        try (ContainerCredentialsProvider provider =
                ContainerCredentialsProvider.builder().build()) {
            return asked("container-role", "GetCredentials", () -> ours(provider.resolveCredentials()));
        }
    }

    @Override
    public Optional<Credentials> instance() {
        try (InstanceProfileCredentialsProvider provider = InstanceProfileCredentialsProvider.builder()
                .profileFile(files)
                .profileName(profile)
                .build()) {
            return Optional.of(ours(provider.resolveCredentials()));
        } catch (SdkException e) {
            // As good as no instance: the AWS CLI says then that there are no credentials.
            return Optional.empty();
        }
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ))
                .overrideConfiguration(o ->
                        o.defaultProfileFile(files).defaultProfileName(profile).apiCallTimeout(ALL))
                .build();
    }

    private String sessionName(Role role) {
        return role.sessionName()
                .orElseGet(() ->
                        "penstock-session-" + surroundings.clock().instant().getEpochSecond());
    }

    private static <T> T asked(String source, String operation, Supplier<T> question) {
        try {
            return question.get();
        } catch (AwsServiceException e) {
            throw new InvalidValue("An error occurred (" + e.awsErrorDetails().errorCode() + ") when calling the "
                    + operation + " operation: " + e.awsErrorDetails().errorMessage());
        } catch (SdkClientException | IllegalArgumentException | IllegalStateException e) {
            throw CredentialChain.failed(source, String.valueOf(e.getMessage()));
        }
    }

    private static Session session(software.amazon.awssdk.services.sts.model.Credentials given) {
        return new Session(
                new Credentials(given.accessKeyId(), given.secretAccessKey(), token(given.sessionToken())),
                given.expiration());
    }

    private static Credentials ours(AwsCredentials sdk) {
        return new Credentials(
                sdk.accessKeyId(),
                sdk.secretAccessKey(),
                sdk instanceof AwsSessionCredentials session ? token(session.sessionToken()) : Optional.empty());
    }

    private static Optional<String> token(@Nullable String token) {
        return Optional.ofNullable(token).filter(text -> !text.isEmpty());
    }

    private static AwsCredentials sdk(Credentials ours) {
        return ours.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(ours.accessKey(), ours.secret(), token))
                .orElseGet(() -> AwsBasicCredentials.create(ours.accessKey(), ours.secret()));
    }
}
