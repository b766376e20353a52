package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

class JobCredentialsTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void credentialsAreRenewedByTheDetailsCallBeforeTheyExpire() {
        FakeCodePipeline server = new FakeCodePipeline();
        server.offer("C1", "J1");
        var job = new ThirdPartyJob(server, "J1", "C1", "token-of-C1");
        var credentials = new JobCredentials(job, job.details(), () -> now, Duration.ofMinutes(10));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID1");
        now = now.plus(Duration.ofMinutes(9));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID1");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID2");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID2");
    }

    @Test
    void noSecretIsShown() {
        FakeCodePipeline server = new FakeCodePipeline();
        server.offer("C1", "J1");
        var job = new ThirdPartyJob(server, "J1", "C1", "token-of-C1");
        var details = job.details();
        assertThat(job + " " + details + " " + new JobCredentials(job, details, () -> now, Duration.ofMinutes(10)))
                .doesNotContain("token-of-C1")
                .doesNotContain("AKID");
    }

    @Test
    void onlyAServerThatIsNotAwsIsAskedToParkPolls() {
        assertThat(ParkedPoll.isAws(URI.create("https://codepipeline.eu-west-1.amazonaws.com")))
                .isTrue();
        assertThat(ParkedPoll.isAws(URI.create("https://codepipeline.cn-north-1.amazonaws.com.cn")))
                .isTrue();
        assertThat(ParkedPoll.isAws(URI.create("http://127.0.0.1:8420"))).isFalse();
        try (CodePipelineClient aws = client(null);
                CodePipelineClient penstock = client(URI.create("http://127.0.0.1:8420"))) {
            assertThat(ParkedPoll.defaultFor(aws)).isZero();
            assertThat(ParkedPoll.defaultFor(penstock)).isEqualTo(Duration.ofSeconds(20));
        }
    }

    private static CodePipelineClient client(@org.jspecify.annotations.Nullable URI endpoint) {
        return CodePipelineClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(endpoint)
                .build();
    }
}
