package dev.penstock.engine.scenario;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.rule.RuleTypeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RetryConfiguration;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** A pipeline being drawn. */
public final class Draft {
    private final String name;
    private final List<StageDeclaration> stages = new ArrayList<>();
    private final List<PipelineVariableDeclaration> variables = new ArrayList<>();
    private ExecutionMode mode = ExecutionMode.SUPERSEDED;

    private Draft(String name) {
        this.name = name;
    }

    public static Draft pipeline(String name) {
        return new Draft(name);
    }

    public Draft mode(ExecutionMode next) {
        mode = next;
        return this;
    }

    public Draft variable(String variable, @Nullable String defaultValue) {
        variables.add(PipelineVariableDeclaration.builder()
                .name(variable)
                .defaultValue(defaultValue)
                .build());
        return this;
    }

    public Draft stage(String stageName, Action... actions) {
        return stage(stageName, stage -> stage, actions);
    }

    /** A stage that starts over once when it fails. */
    public Draft retryingStage(String stageName, StageRetryMode retryMode, Action... actions) {
        FailureConditions retry = FailureConditions.builder()
                .result(Result.RETRY)
                .retryConfiguration(
                        RetryConfiguration.builder().retryMode(retryMode).build())
                .build();
        return stage(stageName, stage -> stage.onFailure(retry), actions);
    }

    /** A stage that goes back to the last execution that succeeded in it when it fails. */
    public Draft rollingBackStage(String stageName, Action... actions) {
        FailureConditions rollback =
                FailureConditions.builder().result(Result.ROLLBACK).build();
        return stage(stageName, stage -> stage.onFailure(rollback), actions);
    }

    /** A stage with conditions. */
    public Draft guardedStage(String stageName, UnaryOperator<StageDeclaration.Builder> gates, Action... actions) {
        return stage(stageName, gates, actions);
    }

    public static Condition condition(@Nullable Result result, RuleDeclaration... rules) {
        return Condition.builder().result(result).rules(rules).build();
    }

    /** @param configuration keys and values in turn */
    public static RuleDeclaration rule(String ruleName, String provider, String... configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < configuration.length; i += 2) {
            values.put(configuration[i], configuration[i + 1]);
        }
        return RuleDeclaration.builder()
                .name(ruleName)
                .ruleTypeId(new RuleTypeKey(provider, "1").toId())
                .configuration(values)
                .build();
    }

    public static UnaryOperator<StageDeclaration.Builder> beforeEntry(Condition condition) {
        return stage -> stage.beforeEntry(entry -> entry.conditions(condition));
    }

    public static UnaryOperator<StageDeclaration.Builder> onSuccess(Condition condition) {
        return stage -> stage.onSuccess(success -> success.conditions(condition));
    }

    public static UnaryOperator<StageDeclaration.Builder> onFailure(Condition condition) {
        return stage -> stage.onFailure(failure -> failure.conditions(condition));
    }

    private Draft stage(String stageName, UnaryOperator<StageDeclaration.Builder> more, Action... actions) {
        stages.add(more.apply(StageDeclaration.builder()
                        .name(stageName)
                        .actions(Arrays.stream(actions).map(Action::build).toList()))
                .build());
        return this;
    }

    public PipelineDeclaration declaration() {
        PipelineDeclaration.Builder drawn = PipelineDeclaration.builder();
        if (!variables.isEmpty()) {
            drawn.variables(variables);
        }
        return drawn.name(name)
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(ArtifactStore.builder()
                        .type(ArtifactStoreType.S3)
                        .location("artifacts")
                        .build())
                .stages(stages)
                .executionMode(mode)
                .pipelineType(PipelineType.V2)
                .version(1)
                .build();
    }

    public PipelineDefinition version(int version) {
        return new PipelineDefinition(declaration().toBuilder().version(version).build());
    }

    public static Action s3Source(String name) {
        return new Action(name, KnownTypes.S3_SOURCE)
                .with("S3Bucket", "sources")
                .with("S3ObjectKey", "app.zip")
                .out("SourceOut");
    }

    public static Action build(String name) {
        return new Action(name, KnownTypes.CUSTOM_BUILD).with("ProjectName", "shop-api");
    }

    public static Action check(String name) {
        return new Action(name, KnownTypes.PARTNER_CHECK);
    }

    public static Action approval(String name) {
        return new Action(name, KnownTypes.APPROVAL);
    }

    public static Action deploy(String name) {
        return new Action(name, KnownTypes.S3_DEPLOY)
                .with("BucketName", "site")
                .with("Extract", "true")
                .in("SourceOut");
    }

    public static Action action(String name, String type) {
        return new Action(name, type);
    }

    /** An action being drawn. */
    public static final class Action {
        private final ActionDeclaration.Builder builder;
        private final Map<String, String> configuration = new LinkedHashMap<>();
        private final List<InputArtifact> inputs = new ArrayList<>();
        private final List<OutputArtifact> outputs = new ArrayList<>();

        private Action(String name, String type) {
            builder = ActionDeclaration.builder()
                    .name(name)
                    .runOrder(1)
                    .actionTypeId(ActionTypeKey.parse(type).toId());
        }

        public Action with(String key, String value) {
            configuration.put(key, value);
            return this;
        }

        public Action without(String key) {
            configuration.remove(key);
            return this;
        }

        public Action in(String artifact) {
            inputs.add(InputArtifact.builder().name(artifact).build());
            return this;
        }

        public Action out(String artifact) {
            outputs.add(OutputArtifact.builder().name(artifact).build());
            return this;
        }

        public Action order(int runOrder) {
            builder.runOrder(runOrder);
            return this;
        }

        public Action namespace(String namespace) {
            builder.namespace(namespace);
            return this;
        }

        /** Anything that the drawing language has no word for. */
        public Action also(Consumer<ActionDeclaration.Builder> more) {
            more.accept(builder);
            return this;
        }

        ActionDeclaration build() {
            return builder.configuration(configuration)
                    .inputArtifacts(inputs)
                    .outputArtifacts(outputs)
                    .build();
        }
    }
}
