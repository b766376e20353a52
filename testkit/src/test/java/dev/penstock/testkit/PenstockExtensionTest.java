package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;

/** The server in a user's tests, driven by unmodified SDK clients. */
@Timeout(180)
class PenstockExtensionTest {
    private static final ActionTypeId TYPE = ActionTypeId.builder()
            .category(ActionCategory.TEST)
            .owner(ActionOwner.CUSTOM)
            .provider("Acme")
            .version("1")
            .build();

    @Nested
    class OnSqlite {
        @RegisterExtension
        final PenstockExtension penstock = PenstockExtension.builder().build();

        @Test
        void theSdkReachesApiAndArtifactStore() {
            Keys team = penstock.newAccount("222222222222", "team");

            checkActionTypes(penstock.codePipeline(team));
            S3Client s3 = penstock.s3(team);
            s3.createBucket(request -> request.bucket("artifacts"));
            s3.putObject(request -> request.bucket("artifacts").key("a"), RequestBody.fromString("content"));
            assertThat(s3.getObjectAsBytes(
                                    request -> request.bucket("artifacts").key("a"))
                            .asUtf8String())
                    .isEqualTo("content");
        }

        @Test
        void accountsAndRegionsAreWorldsOfTheirOwn() {
            Keys team = penstock.newAccount("222222222222", "team");
            Keys other = penstock.newAccount("333333333333", "other");
            checkActionTypes(penstock.codePipeline(team, "eu-west-1"));

            assertThat(customTypes(penstock.codePipeline(team, "eu-west-1"))).hasSize(1);
            assertThat(customTypes(penstock.codePipeline(team, "us-west-2"))).isEmpty();
            assertThat(customTypes(penstock.codePipeline(other, "eu-west-1"))).isEmpty();
        }

        @Test
        void modelledExceptionsArriveAsTheSdksOwn() {
            CodePipelineClient client = penstock.codePipeline(penstock.administrator());

            assertThatThrownBy(() -> client.getPipeline(request -> request.name("absent")))
                    .isInstanceOf(PipelineNotFoundException.class)
                    .hasMessageContaining("Account '111111111111' does not have a pipeline with name 'absent'");
        }

        @Test
        void aRestartKeepsTheState() throws Exception {
            Keys team = penstock.newAccount("222222222222", "team");
            checkActionTypes(penstock.codePipeline(team));

            penstock.restart();

            assertThat(customTypes(penstock.codePipeline(team))).hasSize(1);
        }

        @Test
        void aKeyWithoutTheRightIsRefused() {
            Keys reader = penstock.operator()
                    .createAccessKey(
                            "111111111111",
                            "reader",
                            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"codepipeline:Get*\",\"Resource\":\"*\"}}");

            assertThatThrownBy(() -> penstock.codePipeline(reader).listPipelines())
                    .isInstanceOfSatisfying(
                            CodePipelineException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
        }
    }

    @Nested
    class OnAMovableClock {
        @RegisterExtension
        final PenstockExtension penstock =
                PenstockExtension.builder().movableClock().build();

        @Test
        void theSdkFollowsTheServersClockHoweverFarItMoves() {
            CodePipelineClient client = penstock.codePipeline(penstock.administrator());
            checkActionTypes(client);

            penstock.clock().advance(Duration.ofDays(3));

            assertThat(customTypes(client)).hasSize(1);
        }
    }

    @Nested
    class OnPostgres {
        @RegisterExtension
        final PenstockExtension penstock =
                PenstockExtension.builder().postgres().build();

        @Test
        void theStateLivesInARealDatabaseAndSurvivesARestart() throws Exception {
            Keys team = penstock.newAccount("222222222222", "team");
            checkActionTypes(penstock.codePipeline(team));

            penstock.restart();

            assertThat(customTypes(penstock.codePipeline(team))).hasSize(1);
        }
    }

    private static void checkActionTypes(CodePipelineClient client) {
        client.createCustomActionType(request -> request.category(TYPE.category())
                .provider(TYPE.provider())
                .version(TYPE.version())
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(1))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        assertThat(client.pollForJobs(request -> request.actionTypeId(TYPE)).jobs())
                .isEmpty();
    }

    private static java.util.List<?> customTypes(CodePipelineClient client) {
        return client.listActionTypes(request -> request.actionOwnerFilter(ActionOwner.CUSTOM))
                .actionTypes();
    }
}
