package dev.penstock.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleCategory;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.RuleOwner;
import software.amazon.awssdk.services.codepipeline.model.StageConditionState;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** A pipeline of one account, named shop, whose second stage has one rule at one of its gates. */
final class GuardedPipeline {
    static final String STAGE = "Release";

    private static final ActionTypeId SOURCE = type(ActionCategory.SOURCE, "Repo");
    private static final ActionTypeId TEST = type(ActionCategory.TEST, "Suite");

    private final PenstockExtension penstock;
    private final Keys keys;
    private final CodePipelineClient client;
    private final String execution;

    /** Where in the stage the rule stands. */
    enum Place {
        BEFORE_ENTRY,
        ON_SUCCESS,
        ON_FAILURE
    }

    private GuardedPipeline(PenstockExtension penstock, Keys keys, CodePipelineClient client, String execution) {
        this.penstock = penstock;
        this.keys = keys;
        this.client = client;
        this.execution = execution;
    }

    static RuleDeclaration.Builder rule(String provider, Map<String, String> configuration) {
        return RuleDeclaration.builder()
                .name("Guard")
                .ruleTypeId(id -> id.category(RuleCategory.RULE)
                        .owner(RuleOwner.AWS)
                        .provider(provider)
                        .version("1"))
                .configuration(configuration);
    }

    static RuleDeclaration commands(String... commands) {
        return rule("Commands", Map.of()).commands(List.of(commands)).build();
    }

    /** Makes the pipeline and brings its execution to the second stage, with an artifact Out that holds these files. */
    static GuardedPipeline at(
            PenstockExtension penstock, Place place, RuleDeclaration rule, Map<String, String> files) {
        Keys keys = penstock.newAccount("222222222222", "team");
        CodePipelineClient client = penstock.codePipeline(keys);
        penstock.s3(keys).createBucket(request -> request.bucket("artifacts"));
        for (ActionTypeId type : List.of(SOURCE, TEST)) {
            int outputs = type.equals(SOURCE) ? 1 : 0;
            client.createCustomActionType(request -> request.category(type.category())
                    .provider(type.provider())
                    .version(type.version())
                    .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                    .outputArtifactDetails(count -> count.minimumCount(outputs).maximumCount(outputs)));
        }
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::222222222222:role/service")
                .pipelineType("V2")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        StageDeclaration.builder()
                                .name("Source")
                                .actions(ActionDeclaration.builder()
                                        .name("Fetch")
                                        .actionTypeId(SOURCE)
                                        .outputArtifacts(artifact -> artifact.name("Out"))
                                        .build())
                                .build(),
                        StageDeclaration.builder()
                                .name(STAGE)
                                .actions(ActionDeclaration.builder()
                                        .name("Check")
                                        .actionTypeId(TEST)
                                        .build())
                                .applyMutation(guard(place, rule))
                                .build())));
        return new GuardedPipeline(penstock, keys, client, fetch(penstock, client, files));
    }

    private static Consumer<StageDeclaration.Builder> guard(Place place, RuleDeclaration rule) {
        return switch (place) {
            case BEFORE_ENTRY -> stage -> stage.beforeEntry(gate -> gate.conditions(condition(Result.FAIL, rule)));
            case ON_SUCCESS -> stage -> stage.onSuccess(gate -> gate.conditions(condition(Result.FAIL, rule)));
            case ON_FAILURE -> stage -> stage.onFailure(gate -> gate.conditions(condition(Result.ROLLBACK, rule)));
        };
    }

    private static Condition condition(Result result, RuleDeclaration rule) {
        return Condition.builder().result(result).rules(rule).build();
    }

    private static String fetch(PenstockExtension penstock, CodePipelineClient client, Map<String, String> files) {
        Job job = take(client, SOURCE);
        var at = job.data().outputArtifacts().getFirst().location().s3Location();
        var keys = job.data().artifactCredentials();
        penstock.s3(AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()))
                .putObject(
                        request -> request.bucket(at.bucketName()).key(at.objectKey()),
                        RequestBody.fromBytes(zip(files)));
        client.putJobSuccessResult(request -> request.jobId(job.id())
                .currentRevision(revision -> revision.revision("r1").changeIdentifier("c1")));
        return job.data().pipelineContext().pipelineExecutionId();
    }

    private static Job take(CodePipelineClient client, ActionTypeId type) {
        Job job =
                client.pollForJobs(request -> request.actionTypeId(type)).jobs().getFirst();
        client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        return job;
    }

    static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The worker of the guarded stage's one action is done. */
    GuardedPipeline testSucceeds() {
        Job job = take(client, TEST);
        client.putJobSuccessResult(request -> request.jobId(job.id()));
        return this;
    }

    GuardedPipeline testFails() {
        Job job = take(client, TEST);
        client.putJobFailureResult(request -> request.jobId(job.id())
                .failureDetails(failure -> failure.type("JobFailed").message("red")));
        return this;
    }

    CodePipelineClient client() {
        return client;
    }

    Keys keys() {
        return keys;
    }

    PipelineExecutionStatus status() {
        return client.getPipelineExecution(
                        request -> request.pipelineName("shop").pipelineExecutionId(execution))
                .pipelineExecution()
                .status();
    }

    ConditionExecutionStatus condition(Place place) {
        return state(place).latestExecution().status();
    }

    private StageConditionState state(Place place) {
        StageState stage = client.getPipelineState(request -> request.name("shop"))
                .stageStates()
                .getLast();
        return switch (place) {
            case BEFORE_ENTRY -> stage.beforeEntryConditionState();
            case ON_SUCCESS -> stage.onSuccessConditionState();
            case ON_FAILURE -> stage.onFailureConditionState();
        };
    }

    /** True once something that the rule waits for has a name. */
    boolean reported() {
        return Stream.of(Place.values())
                .map(this::state)
                .filter(state -> state != null && state.latestExecution() != null)
                .flatMap(state -> state.conditionStates().getFirst().ruleStates().stream())
                .anyMatch(rule ->
                        rule.latestExecution() != null && rule.latestExecution().externalExecutionId() != null);
    }

    void awaitCondition(Place place, ConditionExecutionStatus status) {
        await(() -> condition(place) == status);
    }

    void await(BooleanSupplier condition) {
        penstock.awaitPipeline(keys, "shop", condition);
    }

    RuleExecutionDetail rule() {
        return client.listRuleExecutions(request -> request.pipelineName("shop"))
                .ruleExecutionDetails()
                .getFirst();
    }

    /** What the rule says, whichever way it ended. */
    String text() {
        return String.valueOf(rule().output().executionResult().errorDetails().message());
    }

    void override() {
        client.overrideStageCondition(request -> request.pipelineName("shop")
                .stageName(STAGE)
                .pipelineExecutionId(execution)
                .conditionType(ConditionType.BEFORE_ENTRY));
    }

    void abandon() {
        client.stopPipelineExecution(request ->
                request.pipelineName("shop").pipelineExecutionId(execution).abandon(true));
    }

    private static ActionTypeId type(ActionCategory category, String provider) {
        return ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.CUSTOM)
                .provider(provider)
                .version("1")
                .build();
    }
}
