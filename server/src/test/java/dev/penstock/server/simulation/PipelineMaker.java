package dev.penstock.server.simulation;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.engine.rule.RuleTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** Draws definitions of every shape that the rules allow: modes, groups, approvals, conditions, retries, variables. */
final class PipelineMaker {

    static final ActionTypeKey SOURCE = ActionTypeKey.parse("Source/AWS/S3/1");
    static final ActionTypeKey DEPLOY = ActionTypeKey.parse("Deploy/AWS/S3/1");
    static final ActionTypeKey APPROVAL = ActionTypeKey.parse("Approval/AWS/Manual/1");
    static final ActionTypeKey BUILD = ActionTypeKey.parse("Build/Custom/AcmeBuild/2");
    static final ActionTypeKey CHECK = ActionTypeKey.parse("Test/ThirdParty/AcmeCheck/1");

    private final Dice dice;
    private final List<String> artifacts = new ArrayList<>();
    private final boolean parallel;
    private final boolean variable;

    private PipelineMaker(Dice dice, ExecutionMode mode) {
        this.dice = dice;
        this.parallel = mode == ExecutionMode.PARALLEL;
        this.variable = dice.percent(50);
    }

    static PipelineDeclaration draw(Dice dice, String name) {
        ExecutionMode mode = dice.any(ExecutionMode.SUPERSEDED, ExecutionMode.QUEUED, ExecutionMode.PARALLEL);
        return new PipelineMaker(dice, mode).draw(name, mode);
    }

    private PipelineDeclaration draw(String name, ExecutionMode mode) {
        List<StageDeclaration> stages = new ArrayList<>();
        stages.add(source());
        int more = 1 + dice.below(3);
        for (int i = 1; i <= more; i++) {
            stages.add(stage("Stage" + i));
        }
        PipelineDeclaration.Builder pipeline = PipelineDeclaration.builder()
                .name(name)
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .executionMode(mode)
                .pipelineType(PipelineType.V2)
                .stages(stages);
        if (variable) {
            pipeline.variables(PipelineVariableDeclaration.builder()
                    .name("env")
                    .defaultValue(dice.percent(80) ? "prod" : null)
                    .build());
        }
        return pipeline.build();
    }

    private StageDeclaration source() {
        List<ActionDeclaration> actions = new ArrayList<>();
        int sources = 1 + dice.below(2);
        for (int i = 1; i <= sources; i++) {
            ActionDeclaration.Builder action = action("Source" + i, SOURCE)
                    .configuration(
                            Map.of("S3Bucket", "sources", "S3ObjectKey", "app.zip", "PollForSourceChanges", "false"));
            if (i == 1) {
                action.namespace("SourceVariables");
            }
            actions.add(withOutput(action, "Source" + i + "Out").build());
        }
        StageDeclaration.Builder stage =
                StageDeclaration.builder().name("Source").actions(actions);
        if (dice.percent(20)) {
            stage.onFailure(failure -> failure.result(Result.RETRY));
        }
        return stage.build();
    }

    private StageDeclaration stage(String name) {
        List<ActionDeclaration> actions = new ArrayList<>();
        int count = dice.percent(parallel ? 15 : 3) ? 7 : 1 + dice.below(4);
        List<String> earlier = List.copyOf(artifacts);
        for (int i = 1; i <= count; i++) {
            actions.add(action(name, i, earlier));
        }
        StageDeclaration.Builder stage = StageDeclaration.builder().name(name).actions(actions);
        if (dice.percent(25)) {
            stage.beforeEntry(entry -> entry.conditions(condition(dice.any(Result.FAIL, Result.SKIP))));
        }
        if (dice.percent(20)) {
            stage.onSuccess(success ->
                    success.conditions(condition(parallel ? Result.FAIL : dice.any(Result.FAIL, Result.ROLLBACK))));
        }
        switch (dice.below(5)) {
            case 0 ->
                stage.onFailure(failure -> failure.result(Result.RETRY)
                        .retryConfiguration(retry ->
                                retry.retryMode(dice.any(StageRetryMode.ALL_ACTIONS, StageRetryMode.FAILED_ACTIONS))));
            case 1 -> {
                if (!parallel) {
                    stage.onFailure(failure -> failure.result(Result.ROLLBACK));
                }
            }
            case 2 -> {
                if (!parallel) {
                    stage.onFailure(failure -> failure.conditions(condition(Result.ROLLBACK)));
                }
            }
            default -> {}
        }
        return stage.build();
    }

    private ActionDeclaration action(String stage, int number, List<String> earlier) {
        String name = stage + "Action" + number;
        int order = 1 + dice.below(2);
        ActionDeclaration.Builder action = switch (dice.below(10)) {
            case 0 -> {
                ActionDeclaration.Builder approval = action(name, APPROVAL);
                if (dice.percent(30)) {
                    approval.configuration(Map.of("IsSummaryRequired", "true"));
                }
                if (dice.percent(30)) {
                    approval.timeoutInMinutes(60);
                }
                yield approval;
            }
            case 1, 2 ->
                withInput(action(name, DEPLOY).configuration(Map.of("BucketName", "site", "Extract", "true")), earlier);
            case 3, 4, 5 -> {
                ActionDeclaration.Builder check = action(name, CHECK);
                yield dice.percent(50) ? withInput(check, earlier) : check;
            }
            default -> build(name, earlier);
        };
        return action.runOrder(order).build();
    }

    private ActionDeclaration.Builder build(String name, List<String> earlier) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("ProjectName", variable && dice.percent(40) ? "#{variables.env}" : "shop");
        if (dice.percent(30)) {
            // The second is a variable that no source has, so the action fails before it starts.
            configuration.put(
                    "Flags", dice.percent(85) ? "#{SourceVariables.RevisionId}" : "#{SourceVariables.Unknown}");
        }
        ActionDeclaration.Builder action = action(name, BUILD).configuration(configuration);
        if (dice.percent(60)) {
            withInput(action, earlier);
        }
        return dice.percent(50) ? withOutput(action, name + "Out") : action;
    }

    private static ActionDeclaration.Builder action(String name, ActionTypeKey type) {
        return ActionDeclaration.builder().name(name).runOrder(1).actionTypeId(type.toId());
    }

    private ActionDeclaration.Builder withInput(ActionDeclaration.Builder action, List<String> earlier) {
        return action.inputArtifacts(
                InputArtifact.builder().name(dice.pick(earlier)).build());
    }

    private ActionDeclaration.Builder withOutput(ActionDeclaration.Builder action, String artifact) {
        artifacts.add(artifact);
        return action.outputArtifacts(OutputArtifact.builder().name(artifact).build());
    }

    private Condition condition(Result result) {
        List<RuleDeclaration> rules = new ArrayList<>();
        rules.add(rule("Rule1", result));
        if (dice.percent(30)) {
            rules.add(rule("Rule2", result));
        }
        return Condition.builder().result(result).rules(rules).build();
    }

    private RuleDeclaration rule(String name, Result result) {
        RuleDeclaration.Builder rule = RuleDeclaration.builder().name(name);
        return switch (dice.below(result == Result.SKIP ? 2 : 3)) {
            case 0 ->
                rule.ruleTypeId(new RuleTypeKey(RuleTypes.VARIABLE_CHECK, "1").toId())
                        .configuration(Map.of(
                                "Variable",
                                variable ? "#{variables.env}" : "prod",
                                "Value",
                                dice.percent(70) ? "prod" : "test",
                                "Operator",
                                "EQ"))
                        .build();
            case 1 ->
                rule.ruleTypeId(new RuleTypeKey(RuleTypes.LAMBDA_INVOKE, "1").toId())
                        .configuration(Map.of("FunctionName", "judge"))
                        .timeoutInMinutes(dice.percent(30) ? 10 : null)
                        .build();
            default ->
                rule.ruleTypeId(new RuleTypeKey(RuleTypes.DEPLOYMENT_WINDOW, "1").toId())
                        .configuration(Map.of("Cron", "0 * 9-10 * * ? *"))
                        .build();
        };
    }
}
