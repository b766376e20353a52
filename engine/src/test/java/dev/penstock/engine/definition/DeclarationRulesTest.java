package dev.penstock.engine.definition;

import static dev.penstock.engine.scenario.Draft.action;
import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.beforeEntry;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.condition;
import static dev.penstock.engine.scenario.Draft.deploy;
import static dev.penstock.engine.scenario.Draft.onFailure;
import static dev.penstock.engine.scenario.Draft.onSuccess;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.rule;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.KnownTypes;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

@DisplayName("What a declaration must satisfy (spec engine 9, jobs 16)")
class DeclarationRulesTest {
    private final KnownTypes types = new KnownTypes();

    private PipelineDeclaration check(PipelineDeclaration declaration, @Nullable PipelineDefinition previous) {
        return DeclarationRules.check(declaration, "111111111111", "eu-west-1", types, previous);
    }

    private PipelineDeclaration check(Draft draft) {
        return check(draft.declaration(), null);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(PipelineDeclaration declaration) {
        return assertThatThrownBy(() -> check(declaration, null));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Draft draft) {
        return refused(draft.declaration());
    }

    private static String text(Throwable refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private static Draft shop(Draft.Action... actions) {
        return pipeline("shop").stage("Source", s3Source("Source")).stage("Build", actions);
    }

    private static ActionDeclaration second(PipelineDeclaration declaration) {
        return declaration.stages().get(1).actions().getFirst();
    }

    @Nested
    @DisplayName("normalises (spec engine 5.8)")
    class Normalises {

        @Test
        void absentMembersGetTheirDefaults() {
            PipelineDeclaration bare = shop(build("Compile").also(b -> b.runOrder(null))).declaration().toBuilder()
                    .version(null)
                    .executionMode((ExecutionMode) null)
                    .pipelineType((PipelineType) null)
                    .build();
            ActionDeclaration bareAction = ActionDeclaration.builder()
                    .name("Ask")
                    .actionTypeId(second(shop(approval("Ask")).declaration()).actionTypeId())
                    .build();
            PipelineDeclaration normal = check(
                    bare.toBuilder()
                            .stages(
                                    bare.stages().getFirst(),
                                    StageDeclaration.builder()
                                            .name("Approve")
                                            .actions(bareAction)
                                            .build())
                            .build(),
                    null);

            assertThat(normal.version()).isEqualTo(1);
            assertThat(normal.executionMode()).isEqualTo(ExecutionMode.SUPERSEDED);
            assertThat(normal.pipelineType()).isEqualTo(PipelineType.V1);
            assertThat(normal.hasVariables()).isFalse();
            ActionDeclaration ask = second(normal);
            assertThat(ask.runOrder()).isEqualTo(1);
            assertThat(ask.hasConfiguration()).isTrue();
            assertThat(ask.hasInputArtifacts()).isTrue();
            assertThat(ask.hasOutputArtifacts()).isTrue();
            assertThat(ask.region()).isNull();
            assertThat(ask.namespace()).isNull();
            assertThat(ask.roleArn()).isNull();
        }

        @Test
        void anEditGetsTheNextVersionWhateverItSays() {
            PipelineDefinition stored = shop(build("Compile")).version(7);
            assertThat(check(shop(build("Compile")).declaration(), stored).version())
                    .isEqualTo(8);
        }

        @Test
        void whatOnlyV2HasMakesAV2Pipeline() {
            PipelineDeclaration queued = shop(build("Compile")).mode(ExecutionMode.QUEUED).declaration().toBuilder()
                    .pipelineType((PipelineType) null)
                    .build();
            assertThat(check(queued, null).pipelineType()).isEqualTo(PipelineType.V2);
        }
    }

    @Nested
    @DisplayName("structure")
    class Structure {

        @Test
        @DisplayName("row 3")
        void oneStageIsNotEnough() {
            refused(pipeline("shop").stage("Source", s3Source("Source")))
                    .isInstanceOf(InvalidStructureException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Pipeline has only 1 stage(s). There should be a minimum of 2 stages in a pipeline");
        }

        @Test
        @DisplayName("row 4")
        void fiftyOneStagesAreTooMany() {
            Draft draft = pipeline("shop").stage("Source", s3Source("Source"));
            for (int i = 0; i < 50; i++) {
                draft.stage("Stage" + i, build("Build"));
            }
            refused(draft)
                    .isInstanceOf(InvalidStructureException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Pipeline has too many stages. There can only be up to 50 stages in a pipeline");
        }

        @Test
        @DisplayName("rows 5, 6")
        void sourcesBelongIntoTheFirstStageAndNothingElseDoes() {
            refused(pipeline("shop").stage("Build", build("Compile")).stage("Next", build("Again")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Pipeline should start with a stage that only contains source actions");
            refused(shop(build("Compile"), action("Pull", KnownTypes.CUSTOM_SOURCE)))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Source actions can only be included in the first stage of the pipeline");
        }

        @Test
        @DisplayName("row 26")
        void variableNamesAreUnique() {
            refused(shop(build("Compile")).variable("Env", "a").variable("Env", "b"))
                    .isInstanceOf(InvalidStructureException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Variable names must be unique. The following variable name is already in use: Env");
        }

        @Test
        @DisplayName("rows 28, 30")
        void v1PipelinesHaveNoVariablesAndOneMode() {
            refused(first(shop(build("Compile")).variable("Env", "a")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Pipeline variable can only be used with V2 pipelines");
            refused(first(shop(build("Compile")).mode(ExecutionMode.PARALLEL)))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("QUEUED or PARALLEL mode can only be used with V2 pipelines");
        }

        private static PipelineDeclaration first(Draft draft) {
            return draft.declaration().toBuilder().pipelineType(PipelineType.V1).build();
        }

        @Test
        void aStoreOfARegionThatCannotExist() {
            ArtifactStore store = ArtifactStore.builder()
                    .type(ArtifactStoreType.S3)
                    .location("artifacts")
                    .build();
            refused(shop(build("Compile")).declaration().toBuilder()
                            .artifactStore((ArtifactStore) null)
                            .artifactStores(Map.of("eu-west-1", store, "nowhere", store))
                            .build())
                    .hasMessage("The region nowhere specified in 'pipeline.artifactStores' is not a valid AWS Region.");
        }

        @Test
        void aBuildOfSeveralArtifactsNeedsAPrimaryOne() {
            Draft.Action both = Draft.action("Compile", KnownTypes.CODE_BUILD)
                    .in("SourceOut")
                    .in("SourceOut")
                    .with("ProjectName", "shop");
            refused(shop(both))
                    .isInstanceOf(InvalidActionDeclarationException.class)
                    .hasMessage("Action configuration for action 'Compile' is missing required configuration"
                            + " 'PrimarySource'");
            refused(shop(both.with("PrimarySource", "Other"))).hasMessageContaining("one of its input artifacts");
            check(shop(both.with("PrimarySource", "SourceOut")));
        }

        @Test
        @DisplayName("rows 39 to 41")
        void everyRegionThatIsUsedHasAStore() {
            Draft crossRegion = shop(deploy("Deploy").also(b -> b.region("us-east-1")));
            refused(crossRegion)
                    .isInstanceOf(InvalidStructureException.class)
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .startsWith("Your pipeline contains actions in more than one region.");
            ArtifactStore store = crossRegion.declaration().artifactStore();
            refused(crossRegion.declaration().toBuilder()
                            .artifactStore((ArtifactStore) null)
                            .artifactStores(Map.of("eu-west-1", store))
                            .build())
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .endsWith("The following region is missing in 'pipeline.artifactStores': us-east-1.");
            refused(shop(build("Compile")).declaration().toBuilder()
                            .artifactStore((ArtifactStore) null)
                            .build())
                    .isInstanceOf(InvalidStructureException.class);
            assertThat(check(
                                    crossRegion.declaration().toBuilder()
                                            .artifactStore((ArtifactStore) null)
                                            .artifactStores(Map.of("eu-west-1", store, "us-east-1", store))
                                            .build(),
                                    null)
                            .artifactStores())
                    .hasSize(2);
        }
    }

    @Nested
    @DisplayName("stages")
    class Stages {

        @Test
        @DisplayName("row 8")
        void stageNamesAreUnique() {
            refused(shop(build("Compile")).stage("Build", build("Again")))
                    .isInstanceOf(InvalidStageDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Stage name 'Build' is used more than once");
        }

        @Test
        @DisplayName("rows 31, 36, 37")
        void failureConditionsFitPipelineAndStage() {
            Draft rollingBack = shop(build("Compile")).rollingBackStage("Release", deploy("Deploy"));
            refused(rollingBack.declaration().toBuilder()
                            .pipelineType(PipelineType.V1)
                            .build())
                    .isInstanceOf(InvalidStageDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Stage level conditions can only be used with V2 pipelines.");
            refused(rollingBack.mode(ExecutionMode.PARALLEL))
                    .isInstanceOf(InvalidStageDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.");
            PipelineDeclaration skipping = shop(build("Compile")).declaration();
            StageDeclaration stage = skipping.stages().get(1).toBuilder()
                    .onFailure(FailureConditions.builder().result(Result.SKIP).build())
                    .build();
            refused(skipping.toBuilder()
                            .stages(skipping.stages().getFirst(), stage)
                            .build())
                    .isInstanceOf(InvalidStageDeclarationException.class);
        }
    }

    @Nested
    @DisplayName("actions")
    class Actions {

        @Test
        @DisplayName("row 11")
        void actionNamesAreUniqueInTheirStage() {
            refused(shop(build("Compile"), build("Compile")))
                    .isInstanceOf(InvalidActionDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .contains("'Compile'");
        }

        @Test
        @DisplayName("row 13, and types marked deleted (spec jobs 14.2)")
        void theTypeMustBeAvailable() {
            types.delete(KnownTypes.CUSTOM_BUILD);
            refused(shop(build("Compile")))
                    .isInstanceOf(InvalidActionDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("ActionType (Category: 'Build', Provider: 'AcmeBuild', Owner: 'Custom', Version: '2')"
                            + " in action 'Compile' is not available in region 'EU_WEST_1'");
        }

        @Test
        @DisplayName("rows 14, 15")
        void configurationKeysAreThoseOfTheType() {
            refused(shop(deploy("Deploy").without("BucketName")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo(
                            "Action configuration for action 'Deploy' is missing required configuration 'BucketName'");
            refused(shop(build("Compile").with("Colour", "red")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Action configuration for action 'Compile' contains unknown configuration 'Colour'");
        }

        @Test
        @DisplayName("rows 16, 17")
        void artifactCountsAreThoseOfTheType() {
            refused(shop(action("Deploy", KnownTypes.S3_DEPLOY)
                            .with("BucketName", "site")
                            .with("Extract", "true")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Action Deploy declares 0 input artifacts which is less than the minimum count (1)");
            refused(shop(approval("Ask").in("SourceOut")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Action Ask declares 1 input artifacts which is more than the maximum count (0)");
        }

        @Test
        @DisplayName("rows 18, 19")
        void anInputIsAnOutputOfAnEarlierAction() {
            assertThat(check(shop(
                            build("Compile").out("App"),
                            build("Package").in("App").order(2))))
                    .isNotNull();
            refused(shop(build("Compile").out("App"), build("Package").in("App")))
                    .isInstanceOf(InvalidActionDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Input Artifact Bundle App in action Package is not declared as Output Artifact Bundle"
                            + " in any of the preceding actions");
            refused(shop(build("Compile").out("App"), build("Again").out("App").order(2)))
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .contains("App has been used more than once");
        }

        @Test
        @DisplayName("typed values, unless a variable stands in them (spec jobs 16)")
        void typedValuesAreChecked() {
            refused(shop(build("Compile").with("Retries", "many")))
                    .isInstanceOf(InvalidActionDeclarationException.class);
            refused(shop(build("Compile").with("Verbose", "1"))).isInstanceOf(InvalidActionDeclarationException.class);
            refused(shop(build("Compile").with("ProjectName", "shop api")))
                    .isInstanceOf(InvalidActionDeclarationException.class);
            assertThat(check(shop(build("Compile").with("Retries", "3").with("Verbose", "False"))))
                    .isNotNull();
            assertThat(check(shop(build("Compile").with("Retries", "#{variables.N}"))
                            .variable("N", "3")))
                    .isNotNull();
        }

        @Test
        @DisplayName("row 46, 47")
        void commandsBelongToCommandsActions() {
            refused(shop(action("Run", KnownTypes.COMMANDS)))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Action Run must have a non-empty commands field");
            refused(shop(build("Compile").also(b -> b.commands("make"))))
                    .isInstanceOf(InvalidActionDeclarationException.class);
        }

        @Test
        @DisplayName("row 48, 49")
        void anApprovalsTopicAndTimeAreItsOwn() {
            refused(shop(approval("Ask").with("NotificationArn", "topic")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("The ARN topic you specified for sending notifications for the approval action Ask"
                            + " contains a format error.");
            refused(shop(approval("Ask").with("NotificationArn", "arn:aws:sqs:eu-west-1:111111111111:q")))
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .endsWith("but the AWS service for this ARN cannot be used to send approval requests.");
            refused(shop(approval("Ask").with("NotificationArn", "arn:aws:sns:us-east-1:111111111111:q")))
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .endsWith("but the ARN is not in the same region as the pipeline.");
            refused(shop(build("Compile").also(b -> b.timeoutInMinutes(30))))
                    .isInstanceOf(InvalidActionDeclarationException.class);
        }
    }

    @Nested
    @DisplayName("variables")
    class References {

        @Test
        @DisplayName("row 20")
        void namespacesAreUnique() {
            refused(shop(build("Compile").namespace("n"), build("Lint").namespace("n")))
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Namespaces must be unique across the pipeline definition. The following occur more than"
                            + " once in the pipeline.\nStageName=[Build], ActionName=[Compile], Namespace=[n]\n"
                            + "StageName=[Build], ActionName=[Lint], Namespace=[n]");
        }

        @Test
        @DisplayName("row 21")
        void someNamespacesAreTaken() {
            refused(shop(build("Compile").namespace("codepipeline")))
                    .isInstanceOf(InvalidActionDeclarationException.class);
            refused(shop(build("Compile").namespace("SourceOut")))
                    .isInstanceOf(InvalidActionDeclarationException.class);
            refused(shop(build("Compile").namespace("variables")).variable("Env", "a"))
                    .isInstanceOf(InvalidActionDeclarationException.class);
            assertThat(check(shop(build("Compile").namespace("variables")))).isNotNull();
        }

        @Test
        @DisplayName("row 22")
        void aReferenceNamesAnExistingNamespace() {
            for (String text : new String[] {"nowhere.Key", "nokey", ""}) {
                refused(shop(build("Compile").with("Flags", "-v #{" + text + "}")))
                        .isInstanceOf(InvalidActionDeclarationException.class)
                        .extracting(DeclarationRulesTest::text)
                        .asString()
                        .endsWith("namespace that does not exist.\nStageName=[Build], ActionName=[Compile],"
                                + " ActionConfigurationKey=[Flags], VariableReferenceText=[" + text + "]");
            }
            assertThat(check(shop(build("Compile").with("Flags", "#{codepipeline.PipelineExecutionId}"))))
                    .isNotNull();
        }

        @Test
        @DisplayName("row 23")
        void aReferenceLooksBackNotForward() {
            refused(shop(
                            build("Compile").with("Flags", "#{n.Key}"),
                            build("Lint").namespace("n")))
                    .isInstanceOf(InvalidActionDeclarationException.class);
            assertThat(check(shop(
                            build("Compile").with("Flags", "#{n.Key}").order(2),
                            build("Lint").namespace("n"))))
                    .isNotNull();
        }

        @Test
        @DisplayName("rows 24, 25")
        void pipelineVariablesAreDeclaredAndNotForSources() {
            refused(pipeline("shop")
                            .variable("Key", "app.zip")
                            .stage("Source", s3Source("Source").with("S3ObjectKey", "#{variables.Key}"))
                            .stage("Build", build("Compile")))
                    .isInstanceOf(InvalidStructureException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo("Variables at the pipeline level cannot be used in source actions.\nStageName=[Source],"
                            + " ActionName=[Source], ActionConfigurationKey=[S3ObjectKey],"
                            + " VariableReferenceText=[variables.Key]");
            refused(shop(build("Compile").with("Flags", "#{variables.Env}")))
                    .isInstanceOf(InvalidStructureException.class)
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .startsWith("The referenced variables haven't been declared.\n");
        }
    }

    @Nested
    @DisplayName("rules of conditions (6.1, 6.3)")
    class Rules {

        private Draft guarded(Result result, RuleDeclaration rule) {
            return guarded(beforeEntry(condition(result, rule)));
        }

        private Draft guarded(UnaryOperator<StageDeclaration.Builder> gates) {
            return pipeline("shop")
                    .variable("Env", "prod")
                    .stage("Source", s3Source("Source"))
                    .guardedStage(
                            "Build", gates, build("Compile").namespace("app").out("App"));
        }

        private void refusedWith(RuleDeclaration rule, String what) {
            refused(guarded(Result.FAIL, rule))
                    .isInstanceOf(InvalidStageDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .startsWith("Rule '" + rule.name() + "' in stage 'Build' ")
                    .contains(what);
        }

        @Test
        void aRuleHasTheConfigurationOfItsType() {
            refusedWith(rule("r", "Horoscope"), "Rule/AWS/Horoscope/1, which does not exist");
            refusedWith(rule("r", "CloudWatchAlarm"), "is missing required configuration 'AlarmName'");
            refusedWith(
                    rule("r", "LambdaInvoke", "FunctionName", "f", "Colour", "red"), "unknown configuration 'Colour'");
            refusedWith(rule("r", "CodeBuild", "ProjectName", "p"), "less than the minimum count (1)");
            refusedWith(rule("r", "Commands"), "must have a non-empty commands field");
            refusedWith(
                    rule("r", "CloudWatchAlarm", "AlarmName", "a").toBuilder()
                            .commands("true")
                            .build(),
                    "cannot have the field commands");
            assertThat(check(guarded(Result.FAIL, rule("r", "CloudWatchAlarm", "AlarmName", "a"))))
                    .isNotNull();
        }

        @Test
        void aRegionHasTheFormOfOne() {
            RuleDeclaration alarm = rule("r", "CloudWatchAlarm", "AlarmName", "a");
            for (String wrong : new String[] {"nowhere", "us-east-1.evil.example", "US-EAST-1", "127.0.0.1"}) {
                refusedWith(
                        alarm.toBuilder().region(wrong).build(),
                        "has the region '" + wrong + "', which is not a valid AWS Region");
            }
            assertThat(check(guarded(
                            Result.FAIL,
                            alarm.toBuilder().region("us-gov-west-1").build())))
                    .isNotNull();
        }

        @Test
        void whatCanNeverBeEvaluatedIsRefusedUnlessAVariableIsLeftOpen() {
            refusedWith(rule("r", "DeploymentWindow", "Cron", "every monday"), "The Cron expression 'every monday'");
            refusedWith(
                    rule("r", "VariableCheck", "Variable", "#{variables.Env}", "Value", "x", "Operator", "LIKE"),
                    "'LIKE' is not one of");
            refusedWith(
                    rule("r", "CloudWatchAlarm", "AlarmName", "a", "WaitTime", "soon"),
                    "The WaitTime 'soon' is not a number of minutes from 0 to 86400");
            refusedWith(rule("r", "CloudWatchAlarm", "AlarmName", "a", "AlarmStates", "RED"), "The AlarmStates 'RED'");
            refused(guarded(onSuccess(condition(Result.FAIL, buildRule("BatchEnabled", "maybe")))))
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .contains("neither true nor false");
            refused(guarded(onSuccess(condition(Result.FAIL, buildRule("PrimarySource", "Nothing")))))
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .contains("which is not one of its input artifacts");
            assertThat(check(guarded(onSuccess(condition(Result.FAIL, buildRule("PrimarySource", "App"))))))
                    .isNotNull();
            assertThat(check(guarded(Result.FAIL, rule("r", "DeploymentWindow", "Cron", "#{variables.Env}"))))
                    .isNotNull();
        }

        @Test
        void onlyTwoRulesMaySkip() {
            refused(guarded(Result.SKIP, rule("r", "CloudWatchAlarm", "AlarmName", "a")))
                    .isInstanceOf(InvalidStageDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .contains("SKIP");
            assertThat(check(guarded(Result.SKIP, rule("r", "LambdaInvoke", "FunctionName", "f"))))
                    .isNotNull();
        }

        private static RuleDeclaration buildRule(String key, String value) {
            return rule("r", "CodeBuild", "ProjectName", "p", key, value).toBuilder()
                    .inputArtifacts(input -> input.name("App"))
                    .build();
        }

        @Test
        @DisplayName("rules see what ran before their gate (6.2)")
        void rulesLookBackNotForward() {
            RuleDeclaration sees = rule("r", "LambdaInvoke", "FunctionName", "f", "UserParameters", "#{app.Version}");
            refused(guarded(beforeEntry(condition(Result.FAIL, sees))))
                    .isInstanceOf(InvalidActionDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .asString()
                    .contains("StageName=[Build], RuleName=[r], ActionConfigurationKey=[UserParameters]");
            assertThat(check(guarded(onSuccess(condition(Result.FAIL, sees))))).isNotNull();

            RuleDeclaration reads = rule("r", "LambdaInvoke", "FunctionName", "f").toBuilder()
                    .inputArtifacts(input -> input.name("App"))
                    .build();
            refused(guarded(beforeEntry(condition(Result.FAIL, reads))))
                    .isInstanceOf(InvalidStageDeclarationException.class);
            assertThat(check(guarded(onFailure(condition(Result.ROLLBACK, reads)))))
                    .isNotNull();
        }
    }

    @Nested
    @DisplayName("secrets (spec jobs 16)")
    class SecretValues {
        private final PipelineDefinition stored =
                shop(build("Compile").with("DeployKey", "hunter2")).version(1);

        private String deployKey(Draft edited) {
            return second(check(edited.declaration(), stored)).configuration().getOrDefault("DeployKey", "");
        }

        @Test
        void theMaskKeepsTheStoredValue() {
            assertThat(deployKey(shop(build("Compile").with("DeployKey", "****"))))
                    .isEqualTo("hunter2");
            assertThat(deployKey(shop(build("Compile").with("DeployKey", "*****"))))
                    .isEqualTo("hunter2");
            assertThat(deployKey(shop(build("Compile").with("DeployKey", "new"))))
                    .isEqualTo("new");
        }

        @Test
        void renamingTheActionOrItsStageLosesTheSecret() {
            String text =
                    "Action configuration for the new action 'Make' contains an invalid configuration for the secret"
                            + " property 'DeployKey'. '****' may be used in secret properties only when updating an"
                            + " existing action.";
            assertThatThrownBy(() -> deployKey(shop(build("Make").with("DeployKey", "****"))))
                    .isInstanceOf(InvalidActionDeclarationException.class)
                    .extracting(DeclarationRulesTest::text)
                    .isEqualTo(text);
            Draft renamedStage = pipeline("shop")
                    .stage("Source", s3Source("Source"))
                    .stage("Make", build("Compile").with("DeployKey", "****"));
            assertThatThrownBy(() -> deployKey(renamedStage)).isInstanceOf(InvalidActionDeclarationException.class);
            refused(shop(build("Compile").with("DeployKey", "****")))
                    .isInstanceOf(InvalidActionDeclarationException.class);
        }

        @Test
        void whatLeavesTheServerIsMasked() {
            PipelineDeclaration shown =
                    DeclarationRules.masked(stored.declaration(), "111111111111", "eu-west-1", types);
            assertThat(second(shown).configuration())
                    .containsEntry("DeployKey", "****")
                    .containsEntry("ProjectName", "shop-api");
            assertThat(shown.toString()).doesNotContain("hunter2");
        }
    }
}
