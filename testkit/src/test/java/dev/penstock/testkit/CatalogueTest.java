package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/** AWS's own action types, of which this server performs a few, and what else depends on an account alone. */
@Timeout(120)
class CatalogueTest {
    private static final String ACCOUNT = "222222222222";
    private static final ActionTypeId CODE_BUILD = ActionTypeId.builder()
            .category(ActionCategory.BUILD)
            .owner(ActionOwner.AWS)
            .provider("CodeBuild")
            .version("1")
            .build();

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder()
            .movableClock()
            .setting("limits.requests-per-second", "20")
            .build();

    private CodePipelineClient client;

    @BeforeEach
    void anAccount() {
        client = penstock.codePipeline(penstock.newAccount(ACCOUNT, "team"));
    }

    @Test
    void theCatalogueSaysWhatEachTypeTakes() {
        List<ActionType> types = client.listActionTypes().actionTypes();

        assertThat(types).hasSize(30);
        assertThat(types.stream().map(type -> type.id().ownerAsString()).distinct())
                .containsExactly("AWS", "ThirdParty");
        assertThat(types).anySatisfy(type -> {
            assertThat(type.id()).isEqualTo(CODE_BUILD);
            assertThat(type.inputArtifactDetails().minimumCount()).isEqualTo(1);
            assertThat(type.outputArtifactDetails().maximumCount()).isEqualTo(5);
            assertThat(type.actionConfigurationProperties().getFirst().name()).isEqualTo("ProjectName");
        });
        assertThat(client.getActionType(request -> request.category(ActionCategory.DEPLOY)
                                .owner("AWS")
                                .provider("CloudFormation")
                                .version("1"))
                        .actionType()
                        .properties())
                .anySatisfy(property -> {
                    assertThat(property.name()).isEqualTo("StackName");
                    assertThat(property.optional()).isFalse();
                });
    }

    @Test
    void aTypeBelongsToTheRegionInWhichItWasMade() {
        SmallPipeline.createTypes(client);
        CodePipelineClient elsewhere = penstock.codePipeline(penstock.newAccount("333333333333", "x"), "eu-west-1");
        CodePipelineClient abroad = penstock.codePipeline(penstock.operator().createAccessKey(ACCOUNT), "eu-west-1");

        assertThat(custom(abroad, null)).isEmpty();
        assertThat(custom(abroad, "us-east-1")).hasSize(2);
        assertThat(custom(client, "us-east-1")).hasSize(2);
        assertThat(custom(client, "eu-west-1")).isEmpty();
        assertThat(custom(elsewhere, "us-east-1")).isEmpty();
        assertThat(abroad.listActionTypes().actionTypes())
                .as("AWS's own are in every region")
                .hasSize(30);
        assertThat(client.listRuleTypes(request -> request.regionFilter("eu-west-1"))
                        .ruleTypes())
                .isEqualTo(client.listRuleTypes(request -> {}).ruleTypes());
    }

    @Test
    void whatIsNoRegionIsRefusedInTheFilterOfBothLists() {
        String text = "The region 'nowhere-at-all' is not a valid AWS Region.";
        assertThatThrownBy(() -> custom(client, "nowhere-at-all")).hasMessageContaining(text);
        assertThatThrownBy(() -> client.listRuleTypes(request -> request.regionFilter("nowhere-at-all")))
                .hasMessageContaining(text);
    }

    private static List<ActionType> custom(CodePipelineClient asker, @Nullable String region) {
        return asker.listActionTypes(
                        request -> request.actionOwnerFilter(ActionOwner.CUSTOM).regionFilter(region))
                .actionTypes();
    }

    @Test
    void aPipelineOfTypesThatNobodyPerformsIsKeptAndFailsWithAnExplanation() {
        createPipelineWithCodeBuild();
        Job job = client.pollForJobs(request -> request.actionTypeId(SmallPipeline.SOURCE))
                .jobs()
                .getFirst();
        client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        // Rows of the same moment have no order of their own.
        penstock.clock().advance(Duration.ofSeconds(1));
        client.putJobSuccessResult(request -> request.jobId(job.id()));

        ActionExecutionDetail build = newest();
        assertThat(build.actionName()).isEqualTo("Check");
        assertThat(build.status()).isEqualTo(ActionExecutionStatus.FAILED);
        assertThat(build.output().executionResult().errorDetails().code()).isEqualTo("ConfigurationError");
        assertThat(build.output().executionResult().errorDetails().message())
                .contains("CodeBuild", "is not performed by this server", "job worker");
    }

    @Test
    void anActionWithoutTargetsHasAnEmptyList() {
        createPipelineWithCodeBuild();
        String action = newest().actionExecutionId();

        assertThat(client.listDeployActionExecutionTargets(
                                request -> request.pipelineName("shop").actionExecutionId(action))
                        .targets())
                .isEmpty();
        assertThat(client.listDeployActionExecutionTargets(request -> request.actionExecutionId(action))
                        .targets())
                .isEmpty();
        assertThatThrownBy(() -> client.listDeployActionExecutionTargets(
                        request -> request.pipelineName("none").actionExecutionId(action)))
                .isInstanceOf(PipelineNotFoundException.class);
        assertThatThrownBy(() -> client.listDeployActionExecutionTargets(
                        request -> request.actionExecutionId("11111111-2222-3333-4444-555555555555")))
                .isInstanceOf(ActionExecutionNotFoundException.class);
        assertThatThrownBy(() -> client.listDeployActionExecutionTargets(
                        request -> request.actionExecutionId(action).nextToken("made-up")))
                .isInstanceOf(InvalidNextTokenException.class);
        CodePipelineClient other = penstock.codePipeline(penstock.newAccount("333333333333", "other"));
        assertThatThrownBy(() -> other.listDeployActionExecutionTargets(request -> request.actionExecutionId(action)))
                .isInstanceOf(ActionExecutionNotFoundException.class);
    }

    @Test
    void anAccountThatAsksTooOftenIsThrottledAloneUntilTimePasses() {
        CodePipelineClient other = penstock.codePipeline(penstock.newAccount("333333333333", "other"));
        for (int i = 0; i < 40; i++) {
            client.listPipelines();
        }

        assertThatThrownBy(client::listPipelines).isInstanceOfSatisfying(CodePipelineException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.isThrottlingException()).isTrue();
        });
        other.listPipelines();
        penstock.clock().advance(Duration.ofSeconds(1));
        client.listPipelines();
    }

    private void createPipelineWithCodeBuild() {
        SmallPipeline.createTypes(client);
        PipelineDeclaration small = SmallPipeline.declaration("shop", ACCOUNT);
        var last = small.stages().getLast();
        client.createPipeline(request -> request.pipeline(small.toBuilder()
                .stages(
                        small.stages().getFirst(),
                        last.toBuilder()
                                .actions(last.actions().getFirst().toBuilder()
                                        .actionTypeId(CODE_BUILD)
                                        .configuration(Map.of("ProjectName", "shop"))
                                        .build())
                                .build())
                .build()));
    }

    private ActionExecutionDetail newest() {
        return client.listActionExecutions(request -> request.pipelineName("shop"))
                .actionExecutionDetails()
                .getFirst();
    }
}
