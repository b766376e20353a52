package dev.penstock.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.RuleWork;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.RuleJob;
import dev.penstock.providers.RuleProvider;
import dev.penstock.providers.SampleJobs;
import dev.penstock.providers.rule.CloudWatchAlarmRule;
import dev.penstock.providers.rule.CodeBuildRule;
import dev.penstock.providers.rule.LambdaInvokeRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

@DisplayName("Clients of AWS services")
class AwsClientsTest {
    private static final String WRONG = "us-east-1.evil.example";

    private final AwsClients clients = new AwsClients(new AwsAccess(Map.of(), "AKIAFAKE", "not a secret", null));

    @AfterEach
    void close() throws Exception {
        clients.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nowhere", WRONG, "evil.example/#-1", "US-EAST-1", "us-east-1\n"})
    void noClientIsMadeForWhatIsNoRegion(String region) {
        assertThatExceptionOfType(FailedAction.class)
                .isThrownBy(() -> clients.sns(region))
                .withMessageContaining("is not a valid AWS Region");
    }

    @Test
    void onlyTheClientsThatWereUsedLastAreKept() {
        SnsClient often = clients.sns("eu-west-1");
        SnsClient once = clients.sns("eu-west-2");
        for (int i = 1; i < AwsClients.MOST_REGIONS; i++) {
            clients.sns("made-up-" + i);
            assertThat(clients.sns("eu-west-1")).isSameAs(often);
        }

        assertThat(clients.sns("eu-west-2")).isNotSameAs(once);
    }

    @Test
    void rulesAndNotificationsFailWithAnErrorOfTheirConfiguration() throws Exception {
        for (RuleProvider rule :
                List.of(new LambdaInvokeRule(clients), new CodeBuildRule(clients), new CloudWatchAlarmRule(clients))) {
            refused(rule.perform(new RuleJob(
                    SampleJobs.rule(
                            Map.of("FunctionName", "f", "ProjectName", "p", "AlarmName", "a"),
                            new RuleWork(new RuleTypeKey(rule.provider(), "1"), Gate.BEFORE_ENTRY, WRONG)),
                    () -> S3Client.builder().build(),
                    Optional::empty,
                    SampleJobs.NOW)));
        }
        refused(new ApprovalNotification(clients)
                .publish(SampleJobs.configured(
                        Map.of("NotificationArn", "arn:aws:sns:" + WRONG + ":111111111111:topic"))));
    }

    private static void refused(JobResult result) {
        assertThat(result).isInstanceOfSatisfying(JobResult.Failure.class, failure -> {
            assertThat(failure.type()).isEqualTo(FailureType.CONFIGURATION_ERROR);
            assertThat(failure.message()).startsWith("'" + WRONG + "' is not a valid AWS Region.");
        });
    }
}
