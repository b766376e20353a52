package dev.penstock.server.simulation;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;

/** Developers and approvers. They mostly know what they do, and sometimes not. */
final class People {

    private static final List<String> PIPELINES = List.of("shop", "site", "app", "api");
    private static final List<String> NAMES = List.of("alice", "bob", "carol");

    private final Town town;

    People(Town town) {
        this.town = town;
    }

    Told start(Dice dice) {
        StartPipelineExecutionRequest.Builder start =
                StartPipelineExecutionRequest.builder().name(name(dice));
        if (dice.percent(40)) {
            start.clientRequestToken("token-" + dice.below(40));
        }
        if (dice.percent(70)) {
            start.variables(variable -> variable.name("env").value(dice.any("prod", "test")));
        }
        return ask(dice, start.build());
    }

    Told create(Dice dice) {
        return ask(
                dice,
                CreatePipelineRequest.builder()
                        .pipeline(draw(dice, dice.pick(PIPELINES)))
                        .build());
    }

    private static PipelineDeclaration draw(Dice dice, String name) {
        return PipelineMaker.draw(dice, name);
    }

    Told edit(Dice dice) {
        String name = name(dice);
        // Often nothing changes, and it is an edit all the same (spec engine 2.6).
        PipelineDeclaration declaration = town.ledger
                .named(name)
                .filter(view -> dice.percent(40))
                .map(view -> view.state().definition().declaration())
                .orElseGet(() -> draw(dice, name));
        return ask(dice, UpdatePipelineRequest.builder().pipeline(declaration).build());
    }

    Told delete(Dice dice) {
        return ask(dice, DeletePipelineRequest.builder().name(name(dice)).build());
    }

    Told stop(Dice dice, boolean abandon) {
        String name = name(dice);
        return ask(
                dice,
                StopPipelineExecutionRequest.builder()
                        .pipelineName(name)
                        .pipelineExecutionId(execution(dice, name, true))
                        .abandon(abandon)
                        .reason(dice.percent(50) ? "enough" : null)
                        .build());
    }

    Told retry(Dice dice) {
        String name = name(dice);
        Optional<PipelineExecution> wanted = view(name)
                .flatMap(view -> recent(dice, view).stream()
                        .filter(execution ->
                                execution.stages().values().stream().anyMatch(stage -> stage.failed()))
                        .findFirst());
        String stage = wanted.filter(execution -> dice.percent(85))
                .flatMap(execution -> execution.stages().values().stream()
                        .filter(each -> each.failed())
                        .map(each -> each.stageName())
                        .findFirst())
                .orElseGet(() -> stage(dice, name));
        return ask(
                dice,
                RetryStageExecutionRequest.builder()
                        .pipelineName(name)
                        .stageName(stage)
                        .pipelineExecutionId(
                                wanted.map(PipelineExecution::id).orElseGet(() -> execution(dice, name, false)))
                        .retryMode(dice.any(StageRetryMode.ALL_ACTIONS, StageRetryMode.FAILED_ACTIONS))
                        .build());
    }

    Told rollBack(Dice dice) {
        String name = name(dice);
        return ask(
                dice,
                RollbackStageRequest.builder()
                        .pipelineName(name)
                        .stageName(stage(dice, name))
                        .targetPipelineExecutionId(execution(dice, name, false))
                        .build());
    }

    Told override(Dice dice) {
        String name = name(dice);
        Optional<PipelineExecution> wanted = view(name)
                .flatMap(view -> recent(dice, view).stream()
                        .filter(execution -> execution.stages().values().stream()
                                .anyMatch(stage -> !stage.conditions().isEmpty()))
                        .findFirst());
        String stage = wanted.flatMap(execution -> execution.stages().values().stream()
                        .filter(each -> !each.conditions().isEmpty())
                        .map(each -> each.stageName())
                        .reduce((first, second) -> second))
                .orElseGet(() -> stage(dice, name));
        return ask(
                dice,
                OverrideStageConditionRequest.builder()
                        .pipelineName(name)
                        .stageName(stage)
                        .pipelineExecutionId(
                                wanted.map(PipelineExecution::id).orElseGet(() -> execution(dice, name, false)))
                        .conditionType(dice.any(ConditionType.BEFORE_ENTRY, ConditionType.ON_SUCCESS))
                        .build());
    }

    Told disableTransition(Dice dice) {
        String name = name(dice);
        return ask(
                dice,
                DisableStageTransitionRequest.builder()
                        .pipelineName(name)
                        .stageName(stage(dice, name))
                        .transitionType(side(dice))
                        .reason("freeze")
                        .build());
    }

    Told enableTransition(Dice dice) {
        String name = name(dice);
        return ask(dice, enabling(name, stage(dice, name), side(dice)));
    }

    private static CodePipelineRequest enabling(String name, String stage, StageTransitionType side) {
        return EnableStageTransitionRequest.builder()
                .pipelineName(name)
                .stageName(stage)
                .transitionType(side)
                .build();
    }

    private static StageTransitionType side(Dice dice) {
        return dice.any(StageTransitionType.INBOUND, StageTransitionType.INBOUND, StageTransitionType.OUTBOUND);
    }

    /** Mostly with the token of an open approval, sometimes with an old one or one of another's. */
    Told approve(Dice dice) {
        String name = name(dice);
        List<ActionExecution> approvals = new ArrayList<>();
        view(name).ifPresent(view -> {
            boolean open = dice.percent(85);
            if (open) {
                view.state().executions().values().forEach(execution -> approvals(execution, approvals));
                approvals.removeIf(approval -> !approval.running());
            } else {
                recent(dice, view).forEach(execution -> approvals(execution, approvals));
            }
        });
        if (approvals.isEmpty()) {
            return ask(dice, approval(name, stage(dice, name), "Ask", "ffffffff-0000-4000-8000-000000000000", dice));
        }
        ActionExecution approval = dice.pick(approvals);
        return ask(dice, approval(name, approval.stageName(), approval.actionName(), approval.id(), dice));
    }

    private static void approvals(PipelineExecution execution, List<ActionExecution> into) {
        execution
                .stages()
                .values()
                .forEach(stage -> stage.actions().values().stream()
                        .filter(action -> action.actionType().equals(PipelineMaker.APPROVAL))
                        .forEach(into::add));
    }

    private static PutApprovalResultRequest approval(
            String name, String stage, String action, String token, Dice dice) {
        return PutApprovalResultRequest.builder()
                .pipelineName(name)
                .stageName(stage)
                .actionName(action)
                .token(token)
                .result(result -> result.status(dice.percent(75) ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED)
                        .summary(dice.percent(60) ? "well" : ""))
                .build();
    }

    Told putRevision(Dice dice) {
        return ask(
                dice,
                PutActionRevisionRequest.builder()
                        .pipelineName(name(dice))
                        .stageName("Source")
                        .actionName("Source" + (1 + dice.below(2)))
                        .actionRevision(ActionRevision.builder()
                                .revisionId("r" + dice.below(30))
                                .revisionChangeId("c" + dice.below(3))
                                .created(town.time.instant())
                                .build())
                        .build());
    }

    Told look(Dice dice) {
        String name = name(dice);
        return dice.percent(50)
                ? ask(dice, GetPipelineStateRequest.builder().name(name).build())
                : ask(
                        dice,
                        GetPipelineExecutionRequest.builder()
                                .pipelineName(name)
                                .pipelineExecutionId(execution(dice, name, false))
                                .build());
    }

    /** Opens one closed gate, if there is one. */
    Optional<Told> openSomeGate(Dice dice) {
        for (PipelineView view : town.ledger.pipelines().values()) {
            PipelineState state = view.state();
            for (StageDeclaration stage : state.definition().stages()) {
                PipelineState.StageState gates = state.stage(stage.name());
                if (!gates.inbound().enabled() || !gates.outbound().enabled()) {
                    StageTransitionType side =
                            gates.inbound().enabled() ? StageTransitionType.OUTBOUND : StageTransitionType.INBOUND;
                    return Optional.of(ask(dice, enabling(state.pipeline().name(), stage.name(), side)));
                }
            }
        }
        return Optional.empty();
    }

    /** Answers one open approval, if there is one. */
    Optional<Told> answerSomeApproval(Dice dice) {
        for (PipelineView view : town.ledger.pipelines().values()) {
            for (PipelineExecution execution : view.state().executions().values()) {
                List<ActionExecution> approvals = new ArrayList<>();
                approvals(execution, approvals);
                for (ActionExecution approval : approvals) {
                    if (execution.live() && approval.running()) {
                        PutApprovalResultRequest request = approval(
                                view.state().pipeline().name(),
                                approval.stageName(),
                                approval.actionName(),
                                approval.id(),
                                dice);
                        return Optional.of(ask(
                                dice,
                                request.toBuilder()
                                        .result(result -> result.status(
                                                        request.result().status())
                                                .summary("at last"))
                                        .build()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Mostly of a pipeline that exists. */
    private String name(Dice dice) {
        if (town.ledger.pipelines().isEmpty() || dice.percent(5)) {
            return dice.pick(PIPELINES);
        }
        return dice.pick(List.copyOf(town.ledger.pipelines().values()))
                .state()
                .pipeline()
                .name();
    }

    private Optional<PipelineView> view(String name) {
        return town.ledger.named(name);
    }

    /** One that is there, or may be gone, or never was. */
    private String stage(Dice dice, String name) {
        if (dice.percent(2)) {
            return "Nowhere";
        }
        return view(name)
                .map(view -> dice.pick(view.state().definition().stages()).name())
                .orElse("Source");
    }

    private String execution(Dice dice, String name, boolean live) {
        Optional<PipelineView> view = view(name).filter(each -> !each.order().isEmpty());
        if (view.isEmpty() || dice.percent(2)) {
            return "ffffffff-0000-4000-8000-000000000000";
        }
        if (live && dice.percent(85)) {
            List<PipelineExecution> candidates = view.get().state().executions().values().stream()
                    .filter(PipelineExecution::live)
                    .toList();
            if (!candidates.isEmpty()) {
                return dice.pick(candidates).id();
            }
        }
        return dice.pick(recent(dice, view.get())).id();
    }

    /** The newest ones, and now and then an older one before them. */
    private static List<PipelineExecution> recent(Dice dice, PipelineView view) {
        List<String> order = view.order();
        List<PipelineExecution> recent = new ArrayList<>();
        if (!order.isEmpty() && dice.percent(10)) {
            add(recent, view, dice.pick(order));
        }
        for (int i = order.size() - 1; i >= Math.max(0, order.size() - 12); i--) {
            add(recent, view, order.get(i));
        }
        return recent;
    }

    private static void add(List<PipelineExecution> into, PipelineView view, String id) {
        @Nullable PipelineExecution execution = view.executions().get(id);
        if (execution != null) {
            into.add(execution);
        }
    }

    private Told ask(Dice dice, CodePipelineRequest request) {
        return town.ask(dice, Town.user(dice.pick(NAMES)), request);
    }
}
