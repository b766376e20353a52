package dev.penstock.bench.engine;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.Given;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * A pipeline of ten stages with five actions each, that all stand in one group, read variables and hand artifacts on. It
 * keeps what the engine decides, as the store does, so that a benchmark can begin anywhere in a run.
 */
final class LargePipeline {
    static final int STAGES = 10;
    static final int ACTIONS = 5;

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Duration ACK_WINDOW = Duration.ofSeconds(30);
    private static final String ACCOUNT = "111111111111";
    private static final ActionTypeKey SOURCE = ActionTypeKey.parse("Source/Custom/Pull/1");
    private static final ActionTypeKey WORK = ActionTypeKey.parse("Build/Custom/Work/1");

    private final Engine engine = new Engine();
    private final Supplier<String> ids = new Numbers();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<Integer, PipelineDefinition> definitions = Map.of(1, new PipelineDefinition(declaration()));
    private final Map<String, StageState> stages = new HashMap<>();
    private final Map<String, PipelineExecution> executions = new LinkedHashMap<>();
    private final Map<String, Job> open = new LinkedHashMap<>();
    private long counter;

    Decision decide(PipelineState state, Command command) {
        return engine.decide(state, command, given());
    }

    void take(Command command) {
        Decision decision = decide(state(), command);
        decision.executions().forEach(execution -> executions.put(execution.id(), execution));
        stages.putAll(decision.stages());
        for (Job job : decision.jobs()) {
            if (job.terminal()) {
                open.remove(job.id());
            } else {
                open.put(job.id(), job);
            }
        }
        counter = decision.counter();
    }

    PipelineState state() {
        Map<String, PipelineExecution> live = new LinkedHashMap<>();
        executions.values().stream().filter(PipelineExecution::live).forEach(e -> live.put(e.id(), e));
        return new PipelineState(
                new PipelineRef("0199f0de-6b0f-7a0e-8b0b-0f6f9f4f3a77", ACCOUNT, "eu-west-1", "large"),
                1,
                definitions,
                Map.copyOf(stages),
                live,
                counter);
    }

    Command start() {
        return new Command.Start(
                new Trigger(TriggerType.START_PIPELINE_EXECUTION, "arn:aws:iam::111111111111:user/anna"),
                Map.of(),
                List.of(),
                null,
                false);
    }

    /** The success of the job that has been open longest. */
    Command success() {
        Job job = open.values().iterator().next();
        Job dispatched = JobProtocol.dispatch(job, NOW, ACK_WINDOW);
        Job taken = JobProtocol.acknowledge(
                        dispatched, String.valueOf(dispatched.nonce()), "worker", NOW, null, EngineSettings.DEFAULTS)
                .job();
        JobResult result = new JobResult.Success(JobResult.Progress.NONE, null, Map.of("Version", "1.2.3"));
        return switch (JobProtocol.accept(taken, result, NOW, EngineSettings.DEFAULTS)) {
            case JobProtocol.Acceptance.Accepted(Job reported) -> new Command.Report(reported, result);
            case JobProtocol.Acceptance.Ignored() -> throw new IllegalStateException("the result was ignored");
        };
    }

    private Given given() {
        return new Given(NOW, ids, random, EngineSettings.DEFAULTS, Types.INSTANCE);
    }

    private static PipelineDeclaration declaration() {
        return PipelineDeclaration.builder()
                .name("large")
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(IntStream.range(0, STAGES)
                        .mapToObj(LargePipeline::stage)
                        .toList())
                .executionMode(ExecutionMode.QUEUED)
                .pipelineType(PipelineType.V2)
                .version(1)
                .build();
    }

    private static StageDeclaration stage(int stage) {
        return StageDeclaration.builder()
                .name("Stage" + stage)
                .actions(IntStream.range(0, ACTIONS)
                        .mapToObj(action -> action(stage, action))
                        .toList())
                .build();
    }

    private static ActionDeclaration action(int stage, int action) {
        String name = "Action" + stage + "-" + action;
        ActionDeclaration.Builder drawn = ActionDeclaration.builder()
                .name(name)
                .namespace(name)
                .runOrder(1)
                .actionTypeId((stage == 0 ? SOURCE : WORK).toId())
                .outputArtifacts(OutputArtifact.builder()
                        .name("Out" + stage + "-" + action)
                        .build());
        if (stage == 0) {
            return drawn.configuration(Map.of("Project", "shop")).build();
        }
        String before = (stage - 1) + "-" + action;
        return drawn.configuration(Map.of("Project", "shop-#{Action" + before + ".Version}"))
                .inputArtifacts(InputArtifact.builder().name("Out" + before).build())
                .build();
    }

    private static final class Numbers implements Supplier<String> {
        private long last;

        @Override
        public String get() {
            last++;
            return "00000000-0000-4000-8000-"
                    + Long.toString(1_000_000_000_000L + last % 1_000_000_000_000L)
                            .substring(1);
        }
    }

    private enum Types implements Given.ActionTypes {
        INSTANCE;

        private final List<ActionType> known = new ArrayList<>(List.of(
                type(SOURCE, new ArtifactCount(0, 0), new ArtifactCount(1, 1)),
                type(WORK, new ArtifactCount(0, 5), new ArtifactCount(0, 5))));

        @Override
        public Optional<ActionType> find(ActionTypeKey key, String accountId, String region) {
            return known.stream().filter(type -> type.key().equals(key)).findFirst();
        }

        @Override
        public String clientId(ActionType type, String accountId, String region) {
            return "c11e0000-0000-4000-8000-000000000001";
        }

        private static ActionType type(ActionTypeKey key, ArtifactCount inputs, ArtifactCount outputs) {
            return new ActionType(
                    key,
                    ACCOUNT,
                    "eu-west-1",
                    null,
                    new Performer.CustomWorkers(),
                    List.of(new ActionProperty("Project", true, true, false, true, null, null)),
                    inputs,
                    outputs,
                    ActionType.Urls.NONE,
                    Duration.ofHours(24),
                    List.of(),
                    false);
        }
    }
}
