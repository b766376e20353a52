package dev.penstock.bench.crash.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.artifacts.credentials.SessionTokens;
import dev.penstock.artifacts.endpoint.AccountKey;
import dev.penstock.artifacts.endpoint.EmbeddedS3;
import dev.penstock.artifacts.endpoint.EmbeddedS3Settings;
import dev.penstock.artifacts.endpoint.Permissions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class TokenServiceTest {
    private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("AKIASTORE", "store-secret");

    @Test
    void aSessionOpensWhatItsPolicyNamesAndNothingElse(@TempDir Path folder) throws Exception {
        SessionTokens tokens = new SessionTokens(new byte[32]);
        try (TokenService sts = TokenService.start(tokens, InstantSource.system());
                EmbeddedS3 s3 = EmbeddedS3.start(
                        EmbeddedS3Settings.loopback(folder, 0),
                        _ -> Optional.of(new AccountKey(S3StoreMain.OWNER, KEY.secretAccessKey(), Permissions.ALL)),
                        tokens,
                        sts::scope,
                        InstantSource.system());
                S3Client owner = s3(s3.uri(), KEY);
                S3Client worker = s3(s3.uri(), session(sts.uri()))) {
            owner.createBucket(r -> r.bucket("lots"));
            owner.putObject(r -> r.bucket("lots").key("in"), RequestBody.fromString("wood"));
            owner.putObject(r -> r.bucket("lots").key("other"), RequestBody.fromString("gold"));

            assertThat(worker.getObjectAsBytes(r -> r.bucket("lots").key("in")).asUtf8String())
                    .isEqualTo("wood");
            worker.putObject(r -> r.bucket("lots").key("out"), RequestBody.fromString("planks"));

            assertThat(owner.getObjectAsBytes(r -> r.bucket("lots").key("out")).asUtf8String())
                    .isEqualTo("planks");
            assertThatThrownBy(
                            () -> worker.getObjectAsBytes(r -> r.bucket("lots").key("other")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            assertThatThrownBy(() -> worker.putObject(r -> r.bucket("lots").key("in"), RequestBody.fromString("ash")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    private static AwsCredentials session(URI endpoint) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            Credentials credentials = sts.assumeRole(r -> r.roleArn("arn:aws:iam::999999999999:role/jobs")
                            .roleSessionName("job")
                            .policy("""
                                    {"Version": "2012-10-17", "Statement": [
                                      {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::lots/in"]},
                                      {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": ["arn:aws:s3:::lots/out"]},
                                      {"Effect": "Deny", "Action": ["s3:GetObject"],
                                       "Resource": ["arn:aws:s3:::lots/other"]}]}"""))
                    .credentials();
            return AwsSessionCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
        }
    }

    private static S3Client s3(URI endpoint, AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
