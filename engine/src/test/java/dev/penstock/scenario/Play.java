package dev.penstock.scenario;

import dev.penstock.api.error.ApiException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ApprovalResult;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse;

/** Plays a scenario in a theatre: makes its calls, moves the clock, and compares what is seen. */
public final class Play {
    /** Passes before each step, so that history tells what was first. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final Theatre theatre;
    private final String pipeline;
    private final Names names = new Names();
    private final Observation observation;
    private final Workers workers;
    private PipelineDeclaration declaration;

    private Play(Scenario scenario, Theatre theatre) {
        this.scenario = scenario;
        this.theatre = theatre;
        this.declaration = scenario.pipeline();
        this.pipeline = declaration.name();
        this.observation = new Observation(theatre, pipeline, names, stage -> Scenery.stageOrder(declaration, stage));
        this.workers = new Workers(theatre, pipeline);
    }

    /** @throws AssertionError with every difference between what was seen and what was expected */
    public static void play(Scenario scenario, Theatre theatre) {
        new Play(scenario, theatre).play();
    }

    private void play() {
        names.other("caller", theatre.callerArn());
        names.other("account", theatre.callerArn().split(":")[4]);
        Scenery.prepare(declaration, theatre);
        int number = 0;
        for (Step step : scenario.steps()) {
            number++;
            theatre.advance(BREATH);
            try {
                take(step);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        scenario.name() + ", step " + number + ", "
                                + step.getClass().getSimpleName() + ": " + names.readable(text(e)),
                        e);
            }
        }
        expect(scenario.end(), "at the end");
        boolean gone = scenario.end().tree().get("pipeline") instanceof Map<?, ?> map
                && Boolean.FALSE.equals(map.get("exists"));
        if (!gone && !observation.strangers().isEmpty()) {
            throw new AssertionError(
                    scenario.name() + " has executions that no step names: " + observation.strangers());
        }
    }

    private CodePipelineClient api() {
        return theatre.api();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Create create -> create(create);
            case Step.Start start -> start(start);
            case Step.Meet meet -> meet(meet.as());
            case Step.Stop stop ->
                api().stopPipelineExecution(request -> request.pipelineName(pipeline)
                        .pipelineExecutionId(execution(stop.execution()))
                        .abandon(stop.abandon())
                        .reason(stop.reason()));
            case Step.Retry retry ->
                api().retryStageExecution(request -> request.pipelineName(pipeline)
                        .pipelineExecutionId(execution(retry.execution()))
                        .stageName(retry.stage())
                        .retryMode(retry.mode()));
            case Step.Rollback rollback -> rollBack(rollback);
            case Step.Override override ->
                api().overrideStageCondition(request -> request.pipelineName(pipeline)
                        .pipelineExecutionId(execution(override.execution()))
                        .stageName(override.stage())
                        .conditionType(override.condition()));
            case Step.Disable disable ->
                api().disableStageTransition(request -> request.pipelineName(pipeline)
                        .stageName(disable.stage())
                        .transitionType(disable.type())
                        .reason(disable.reason()));
            case Step.Enable enable ->
                api().enableStageTransition(request ->
                        request.pipelineName(pipeline).stageName(enable.stage()).transitionType(enable.type()));
            case Step.Update update -> {
                PipelineDeclaration next = scenario.changed(update.pipeline(), update.changes());
                Scenery.prepare(next, theatre);
                api().updatePipeline(request -> request.pipeline(next));
                declaration = next;
            }
            case Step.Delete _ -> api().deletePipeline(request -> request.name(pipeline));
            case Step.Report report -> report(report);
            case Step.Take take ->
                names.other(
                        take.as(),
                        workers.take(
                                Scenery.action(declaration, take.action()), execution(take.execution()), take.as()));
            case Step.Work work ->
                workers.report(
                        Scenery.action(declaration, work.action()),
                        execution(work.execution()),
                        work.job(),
                        work.outcome());
            case Step.Note note -> names.other(note.as(), token(note.action(), execution(note.execution())));
            case Step.Answer answer -> answer(answer);
            case Step.Publish publish -> theatre.publish(publish.bucket(), publish.key(), publish.text());
            case Step.Advance advance -> theatre.advance(advance.time());
            case Step.Until until -> theatre.advance(untilWorkingDay(until));
            case Step.Expect expect -> expect(expect.expectation(), "here");
            case Step.Refused refused -> refused(refused);
        }
    }

    private void create(Step.Create create) {
        api().createPipeline(request -> request.pipeline(declaration));
        if (create.as() != null) {
            meet(create.as());
        }
    }

    private void start(Step.Start start) {
        for (int i = 1; i <= start.times(); i++) {
            String id = api().startPipelineExecution(request -> request.name(pipeline)
                            .variables(start.variables().isEmpty() ? null : start.variables())
                            .clientRequestToken(start.clientRequestToken())
                            .sourceRevisions(start.sourceRevisions().isEmpty() ? null : start.sourceRevisions()))
                    .pipelineExecutionId();
            if (start.as() != null) {
                names.execution(start.times() == 1 ? start.as() : start.as() + i, id);
            }
        }
    }

    private void meet(String as) {
        AtomicReference<@Nullable String> newest = new AtomicReference<>();
        boolean met =
                theatre.await(pipeline, () -> {
                    newest.set(api()
                            .listPipelineExecutions(request -> request.pipelineName(pipeline))
                            .pipelineExecutionSummaries()
                            .stream()
                            .map(PipelineExecutionSummary::pipelineExecutionId)
                            .filter(id -> !names.named(id))
                            .findFirst()
                            .orElse(null));
                    return newest.get() != null;
                });
        if (!met) {
            throw new AssertionError("no execution came that could be called " + as);
        }
        names.execution(as, Optional.ofNullable(newest.get()).orElseThrow());
    }

    private void rollBack(Step.Rollback rollback) {
        String id = api().rollbackStage(request -> request.pipelineName(pipeline)
                        .stageName(rollback.stage())
                        .targetPipelineExecutionId(execution(rollback.target())))
                .pipelineExecutionId();
        if (rollback.as() != null) {
            names.execution(rollback.as(), id);
        }
    }

    private void report(Step.Report report) {
        PutActionRevisionResponse answer = api().putActionRevision(request -> request.pipelineName(pipeline)
                .stageName(Scenery.stageOf(declaration, report.action()))
                .actionName(report.action())
                .actionRevision(revision -> revision.revisionId(report.revision())
                        .revisionChangeId(report.change())
                        .created(theatre.now())));
        if (answer.newRevision() != report.isNew()) {
            throw new AssertionError("newRevision is " + answer.newRevision());
        }
        if (report.as() != null) {
            names.execution(report.as(), answer.pipelineExecutionId());
        }
    }

    private void answer(Step.Answer answer) {
        String token = answer.token() == null
                ? token(answer.action(), execution(answer.execution()))
                : names.value(answer.token());
        api().putApprovalResult(request -> request.pipelineName(pipeline)
                .stageName(Scenery.stageOf(declaration, answer.action()))
                .actionName(answer.action())
                .token(token)
                .result(ApprovalResult.builder()
                        .status(answer.status())
                        .summary(answer.summary())
                        .build()));
    }

    /** PARALLEL pipelines show it in their history only (spec engine 2.4). */
    private String token(String action, String execution) {
        AtomicReference<@Nullable String> found = new AtomicReference<>();
        boolean open = theatre.await(pipeline, () -> {
            found.set(workers.attempt(action, execution)
                    .filter(attempt -> attempt.statusAsString().equals("InProgress"))
                    .map(attempt -> {
                        var result = attempt.output().executionResult();
                        return result == null || result.externalExecutionId() == null
                                ? attempt.actionExecutionId()
                                : result.externalExecutionId();
                    })
                    .orElse(null));
            return found.get() != null;
        });
        if (!open) {
            throw new AssertionError("no approval of " + action + " is open");
        }
        return Optional.ofNullable(found.get()).orElseThrow();
    }

    private Duration untilWorkingDay(Step.Until until) {
        ZonedDateTime now = theatre.now().atZone(ZoneOffset.UTC);
        ZonedDateTime next = now.with(until.time());
        while (!next.isAfter(now)
                || next.getDayOfWeek() == DayOfWeek.SATURDAY
                || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
            next = next.plusDays(1);
        }
        return Duration.between(now, next);
    }

    private void refused(Step.Refused refused) {
        Instant before = theatre.now();
        try {
            take(refused.call());
        } catch (AwsServiceException | ApiException e) {
            Map<String, Object> actual = new LinkedHashMap<>();
            actual.put(
                    "exception",
                    e instanceof ApiException api ? api.code() : e.getClass().getSimpleName());
            actual.put("message", text(e));
            Map<String, Object> expected = Map.of("exception", refused.exception(), "message", refused.message());
            require(Comparison.differences(expected, actual, names::resolved), "of the refusal");
            return;
        }
        throw new AssertionError("was not refused at " + before);
    }

    private void expect(Expectation expectation, String when) {
        List<Difference> last = new ArrayList<>();
        boolean _ = theatre.await(pipeline, () -> {
            last.clear();
            last.addAll(differences(expectation));
            return last.isEmpty();
        });
        require(last, when);
    }

    private List<Difference> differences(Expectation expectation) {
        return Comparison.differences(expectation.tree(), observation.of(expectation), names::resolved);
    }

    private void require(List<Difference> differences, String when) {
        if (!differences.isEmpty()) {
            List<String> lines = new ArrayList<>();
            differences.forEach(difference -> lines.add(names.readable(difference.toString())));
            throw new AssertionError(scenario.name() + " differs " + when + ":\n  " + String.join("\n  ", lines));
        }
    }

    private String execution(@Nullable String name) {
        return names.execution(name);
    }

    private static String text(Throwable e) {
        String details = e instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorMessage()
                : e.getMessage();
        return String.valueOf(details);
    }
}
