package dev.penstock.testkit;

import static dev.penstock.testkit.GuardedPipeline.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.FakeAws.Answer;
import dev.penstock.testkit.GuardedPipeline.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;

@Timeout(30)
@DisplayName("Rules that ask AWS (spec engine 6.3), over HTTP against services that speak AWS's protocols")
class AwsRulesTest {
    private final FakeAws aws = new FakeAws();

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder()
            .movableClock()
            .setting("aws.enabled", "true")
            .setting("aws.endpoint", aws.url())
            .setting("aws.access-key-id", "AKIAFAKE")
            .setting("aws.secret-access-key", "not a secret")
            .build();

    @AfterEach
    void stopAws() {
        aws.close();
    }

    private GuardedPipeline guardedBy(Place place, RuleDeclaration.Builder rule) {
        return GuardedPipeline.at(penstock, place, rule.build(), Map.of("a.txt", "a"));
    }

    @Nested
    @DisplayName("LambdaInvoke")
    class LambdaInvoke {
        private final RuleDeclaration.Builder lambda =
                rule("LambdaInvoke", Map.of("FunctionName", "smoke", "UserParameters", "fast"));

        @Test
        void aFunctionThatReturnsLetsTheExecutionIn() {
            aws.on("lambda:Invoke", call -> Answer.ok("\"whatever\""));
            GuardedPipeline shop = guardedBy(
                    Place.BEFORE_ENTRY, lambda.region("eu-west-1").inputArtifacts(input -> input.name("Out")));

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.SUCCEEDED);

            assertThat(aws.requests("lambda:Invoke")).singleElement().satisfies(call -> {
                assertThat(call.accessKeyId()).isEqualTo("AKIAFAKE");
                assertThat(call.region()).isEqualTo("eu-west-1");
                assertThat(call.parameters()).containsEntry("FunctionName", "smoke");
                assertThat(call.body())
                        .contains("\"CodePipeline.job\":{\"id\":\"")
                        .contains("\"accountId\":\"222222222222\"")
                        .contains("\"UserParameters\":\"fast\"")
                        .contains("\"bucketName\":\"artifacts\"")
                        .contains("\"artifactCredentials\":{\"accessKeyId\":\"");
            });
            assertThat(shop.rule().output().executionResult().externalExecutionId())
                    .isEqualTo("request-1");
        }

        @Test
        void aFunctionThatEndsWithAnErrorKeepsItOut() {
            aws.on(
                    "lambda:Invoke",
                    call -> Answer.functionError("{\"errorMessage\":\"too slow\",\"errorType\":\"Error\"}"));
            GuardedPipeline shop = guardedBy(Place.BEFORE_ENTRY, lambda);

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);

            assertThat(shop.text()).isEqualTo("The AWS Lambda function smoke ended with an error: too slow");
            assertThat(shop.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        }

        @Test
        void aFunctionThatDoesNotExistIsAnError() {
            aws.on("lambda:Invoke", call -> Answer.jsonError(404, "ResourceNotFoundException", "Function not found"));
            GuardedPipeline shop = guardedBy(Place.BEFORE_ENTRY, lambda);

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

            assertThat(shop.rule().output().executionResult().errorDetails().code())
                    .isEqualTo("ConfigurationError");
            assertThat(shop.text()).contains("'smoke' cannot be found in region 'us-east-1'");
        }

        @Test
        void aDeniedCallIsAnError() {
            aws.on("lambda:Invoke", call -> Answer.jsonError(403, "AccessDeniedException", "not you"));
            GuardedPipeline shop = guardedBy(Place.BEFORE_ENTRY, lambda);

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

            assertThat(shop.rule().output().executionResult().errorDetails().code())
                    .isEqualTo("PermissionError");
        }

        @Test
        @DisplayName("what a function reports on its job counts, whatever it returns (13.4)")
        void aFunctionMayReportOnItsJob() {
            AtomicReference<GuardedPipeline> reports = new AtomicReference<>();
            CountDownLatch made = new CountDownLatch(1);
            aws.on("lambda:Invoke", call -> {
                await(made);
                Optional.ofNullable(reports.get())
                        .orElseThrow()
                        .client()
                        .putJobFailureResult(result -> result.jobId(jobId(call.body()))
                                .failureDetails(
                                        failure -> failure.type("JobFailed").message("said the function")));
                return Answer.ok("null");
            });
            GuardedPipeline shop = guardedBy(Place.BEFORE_ENTRY, lambda);
            reports.set(shop);
            made.countDown();

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);

            assertThat(shop.text()).isEqualTo("said the function");
        }

        @Test
        void aFunctionThatContinuesIsCalledAgainWithItsToken() {
            AtomicReference<GuardedPipeline> reports = new AtomicReference<>();
            CountDownLatch made = new CountDownLatch(1);
            CountDownLatch continued = new CountDownLatch(1);
            aws.on("lambda:Invoke", call -> {
                await(made);
                if (!call.body().contains("\"continuationToken\":\"half\"")) {
                    Optional.ofNullable(reports.get())
                            .orElseThrow()
                            .client()
                            .putJobSuccessResult(
                                    result -> result.jobId(jobId(call.body())).continuationToken("half"));
                    continued.countDown();
                }
                return Answer.ok("null");
            });
            GuardedPipeline shop = guardedBy(Place.BEFORE_ENTRY, lambda);
            reports.set(shop);
            made.countDown();
            await(continued);
            assertThat(shop.condition(Place.BEFORE_ENTRY)).isEqualTo(ConditionExecutionStatus.IN_PROGRESS);

            penstock.clock().advance(Duration.ofSeconds(30));

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.SUCCEEDED);
            assertThat(aws.requests("lambda:Invoke")).hasSize(2);
        }

        @Test
        @DisplayName("after a failure an error of the function means that the stage shall be rolled back")
        void afterAFailureAnErrorMeetsTheCriteria() {
            aws.on("lambda:Invoke", call -> Answer.functionError("{\"errorMessage\":\"roll back\"}"));
            GuardedPipeline shop = guardedBy(Place.ON_FAILURE, lambda);
            shop.testFails();

            shop.awaitCondition(Place.ON_FAILURE, ConditionExecutionStatus.SUCCEEDED);

            assertThat(shop.rule().status()).isEqualTo(RuleExecutionStatus.SUCCEEDED);
        }

        private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

        private static String jobId(String event) {
            Matcher id = ID.matcher(event);
            assertThat(id.find()).isTrue();
            return id.group(1);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    @DisplayName("CloudWatchAlarm")
    class CloudWatchAlarm {

        private void alarmIs(String state) {
            aws.on(
                    "monitoring:DescribeAlarms",
                    call -> Answer.ok(
                            "<DescribeAlarmsResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\">"
                                    + "<DescribeAlarmsResult><MetricAlarms><member><AlarmName>errors</AlarmName><StateValue>"
                                    + state
                                    + "</StateValue></member></MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>"));
        }

        private GuardedPipeline watched(Place place, String minutes) {
            return guardedBy(place, rule("CloudWatchAlarm", Map.of("AlarmName", "errors", "WaitTime", minutes)));
        }

        @Test
        void anAlarmThatIsNotGoingOffLetsTheExecutionIn() {
            alarmIs("OK");
            GuardedPipeline shop = watched(Place.BEFORE_ENTRY, "0");

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.SUCCEEDED);

            assertThat(aws.requests("monitoring:DescribeAlarms"))
                    .singleElement()
                    .satisfies(call -> assertThat(call.parameters()).containsValue("errors"));
        }

        @Test
        void itWaitsForTheAlarmToEnd() {
            alarmIs("ALARM");
            GuardedPipeline shop = watched(Place.BEFORE_ENTRY, "10");
            shop.await(() -> looks() == 1 && shop.reported());
            penstock.clock().advance(Duration.ofSeconds(30));
            shop.await(() -> looks() == 2 && shop.reported());
            assertThat(shop.condition(Place.BEFORE_ENTRY)).isEqualTo(ConditionExecutionStatus.IN_PROGRESS);

            alarmIs("OK");
            penstock.clock().advance(Duration.ofSeconds(30));

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.SUCCEEDED);
        }

        @Test
        void itDoesNotWaitForever() {
            alarmIs("ALARM");
            GuardedPipeline shop = watched(Place.BEFORE_ENTRY, "10");
            shop.await(() -> looks() == 1 && shop.reported());

            penstock.clock().advance(Duration.ofMinutes(10));

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);
            assertThat(shop.text()).isEqualTo("The alarm 'errors' is in state ALARM.");
        }

        @Test
        void afterASuccessItWatchesAndTheFirstAlarmBreaksIt() {
            alarmIs("OK");
            GuardedPipeline shop = watched(Place.ON_SUCCESS, "60");
            shop.testSucceeds();
            shop.await(() -> looks() == 1 && shop.reported());
            assertThat(shop.condition(Place.ON_SUCCESS)).isEqualTo(ConditionExecutionStatus.IN_PROGRESS);

            alarmIs("ALARM");
            penstock.clock().advance(Duration.ofMinutes(5));

            shop.awaitCondition(Place.ON_SUCCESS, ConditionExecutionStatus.FAILED);
            assertThat(shop.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        }

        @Test
        void anAlarmThatDoesNotExistIsAnError() {
            aws.on(
                    "monitoring:DescribeAlarms",
                    call -> Answer.ok("<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms/>"
                            + "</DescribeAlarmsResult></DescribeAlarmsResponse>"));
            GuardedPipeline shop = watched(Place.BEFORE_ENTRY, "10");

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

            assertThat(shop.text()).contains("The alarm 'errors' does not exist in region 'us-east-1'");
        }

        private int looks() {
            return aws.requests("monitoring:DescribeAlarms").size();
        }
    }

    @Nested
    @DisplayName("CodeBuild")
    class CodeBuild {

        private static String build(String status) {
            return "{\"id\":\"scan:1\",\"projectName\":\"scan\",\"buildStatus\":\"" + status + "\"}";
        }

        private GuardedPipeline scanned() {
            aws.on("codebuild:StartBuild", call -> Answer.ok("{\"build\":" + build("IN_PROGRESS") + "}"));
            aws.on("codebuild:BatchGetBuilds", call -> Answer.ok("{\"builds\":[" + build("IN_PROGRESS") + "]}"));
            GuardedPipeline shop = guardedBy(
                    Place.BEFORE_ENTRY,
                    rule(
                                    "CodeBuild",
                                    Map.of(
                                            "ProjectName",
                                            "scan",
                                            "EnvironmentVariables",
                                            "[{\"name\":\"DEPTH\",\"value\":\"3\"}]"))
                            .inputArtifacts(input -> input.name("Out")));
            shop.await(shop::reported);
            return shop;
        }

        private void buildIs(String status) {
            aws.on("codebuild:BatchGetBuilds", call -> Answer.ok("{\"builds\":[" + build(status) + "]}"));
            penstock.clock().advance(Duration.ofSeconds(30));
        }

        @Test
        void theRuleHoldsWhenTheBuildSucceeds() {
            GuardedPipeline shop = scanned();
            assertThat(shop.condition(Place.BEFORE_ENTRY)).isEqualTo(ConditionExecutionStatus.IN_PROGRESS);
            assertThat(aws.requests("codebuild:StartBuild"))
                    .singleElement()
                    .satisfies(call -> assertThat(call.body())
                            .contains("\"projectName\":\"scan\"")
                            .contains("\"name\":\"DEPTH\"", "\"value\":\"3\"", "\"type\":\"PLAINTEXT\"")
                            .contains(
                                    "\"sourceTypeOverride\":\"S3\"", "\"sourceLocationOverride\":\"artifacts/shop/Out/")
                            .contains("\"idempotencyToken\":\"" + shop.rule().ruleExecutionId() + "\""));

            buildIs("SUCCEEDED");

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.SUCCEEDED);
            assertThat(shop.rule().output().executionResult().externalExecutionId())
                    .isEqualTo("scan:1");
        }

        @Test
        void theRuleDoesNotHoldWhenTheBuildFails() {
            GuardedPipeline shop = scanned();

            buildIs("FAILED");

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.FAILED);
            assertThat(shop.text()).isEqualTo("Build terminated with state: FAILED");
        }

        @Test
        void aProjectThatDoesNotExistIsAnError() {
            aws.on("codebuild:StartBuild", call -> Answer.jsonError(400, "ResourceNotFoundException", "no project"));
            GuardedPipeline shop = guardedBy(
                    Place.BEFORE_ENTRY,
                    rule("CodeBuild", Map.of("ProjectName", "scan")).inputArtifacts(input -> input.name("Out")));

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

            assertThat(shop.text()).contains("the project 'scan' does not exist");
        }

        @Test
        void variablesThatAreNoJsonAreAnError() {
            GuardedPipeline shop = guardedBy(
                    Place.BEFORE_ENTRY,
                    rule("CodeBuild", Map.of("ProjectName", "scan", "EnvironmentVariables", "DEPTH=3"))
                            .inputArtifacts(input -> input.name("Out")));

            shop.awaitCondition(Place.BEFORE_ENTRY, ConditionExecutionStatus.ERRORED);

            assertThat(shop.text()).startsWith("EnvironmentVariables must be a JSON array");
            assertThat(aws.requests("codebuild:StartBuild")).isEmpty();
        }
    }
}
