package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.History.ActionRun;
import dev.penstock.bench.crash.check.History.Execution;
import dev.penstock.bench.crash.fault.Fault;
import dev.penstock.bench.crash.people.Reader.Told;
import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.record.Note;
import dev.penstock.bench.crash.record.Outcome;
import dev.penstock.bench.crash.record.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Evidence made up for tests, told step by step; each step takes a second. */
final class Tale {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SECOND = 1_000_000;

    final List<Execution> executions = new ArrayList<>();
    final List<ActionRun> actions = new ArrayList<>();
    final List<Told> live = new ArrayList<>();
    final List<Told> replayed = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private long now = SECOND;

    /** Two executions of the QUEUED pipeline with one action each, from start to end, and nothing wrong. */
    static Tale good() {
        Tale tale = new Tale();
        tale.whole("parts", "e1", "a1", "j1");
        tale.whole("parts", "e2", "a2", "j2");
        return tale;
    }

    /** An execution that a person starts and a worker brings to its end. */
    void whole(String pipeline, String execution, String action, String job) {
        start(pipeline, "token of " + execution, execution);
        told("Pipeline Execution", "execution-id", execution, "STARTED");
        told("Action Execution", "action-execution-id", action, "STARTED");
        poll(job, "3", action, "");
        acknowledge(job, "3", "InProgress");
        succeed(job, action, "");
        history(pipeline, execution, action, job);
        told("Action Execution", "action-execution-id", action, "SUCCEEDED");
        told("Pipeline Execution", "execution-id", execution, "SUCCEEDED");
    }

    void history(String pipeline, String execution, String action, String job) {
        executions.add(new Execution(pipeline, execution, "Succeeded"));
        actions.add(run(pipeline, execution, action, "Succeeded", job, ""));
    }

    ActionRun run(String pipeline, String execution, String action, String status, String job, String error) {
        return new ActionRun(
                pipeline,
                execution,
                "Build",
                "Compile",
                action,
                status,
                "run-" + job,
                "done " + job,
                error,
                Map.of("madeBy", job),
                List.of("key of " + action));
    }

    void start(String pipeline, String token, String execution) {
        call(
                "StartPipelineExecution",
                "{\"name\": \"%s\", \"clientRequestToken\": \"%s\"}".formatted(pipeline, token),
                answered("{\"pipelineExecutionId\": \"%s\"}".formatted(execution)));
    }

    void poll(String job, String nonce, String action, String token) {
        call("PollForJobs", "{}", answered("{\"jobs\": [{\"id\": \"%s\", \"nonce\": \"%s\"}]}".formatted(job, nonce)));
        note(
                "taken",
                "{\"id\": \"%s\", \"nonce\": \"%s\", \"actionExecutionId\": \"%s\", \"token\": \"%s\"}"
                        .formatted(job, nonce, action, token));
    }

    /** A poll that was sent five seconds before its time, and whose answer is read five seconds after. */
    void pollReadLate(String job, String nonce) {
        poll(job, nonce, "", "");
        Call poll = calls.removeLast();
        Attempt attempt = poll.attempts().getFirst();
        calls.add(new Call(
                poll.id(),
                poll.who(),
                poll.operation(),
                poll.input(),
                poll.begun() - 5 * SECOND,
                List.of(new Attempt(attempt.sent() - 5 * SECOND, attempt.ended() + 5 * SECOND, 0, attempt.outcome()))));
    }

    void acknowledge(String job, String nonce, String status) {
        call(
                "AcknowledgeJob",
                "{\"jobId\": \"%s\", \"nonce\": \"%s\"}".formatted(job, nonce),
                answered("{\"status\": \"%s\"}".formatted(status)));
    }

    /** @param token empty for the action's end */
    void succeed(String job, String action, String token) {
        String end = token.isEmpty()
                ? "\"outputVariables\": {\"madeBy\": \"%s\"}".formatted(job)
                : "\"continuationToken\": \"%s\"".formatted(token);
        call(
                "PutJobSuccessResult",
                "{\"jobId\": \"%s\", \"executionDetails\": {\"externalExecutionId\": \"run-%s\", \"summary\": \"done %s\"}, %s}"
                        .formatted(job, job, job, end),
                answered("{}"));
    }

    /** @param outcomes of its attempts, in their order */
    void call(String operation, String input, Outcome... outcomes) {
        long begun = tick();
        List<Attempt> attempts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            long sent = begun + 1 + 1000L * attempts.size();
            attempts.add(new Attempt(sent, sent + 999, 0, outcome));
        }
        calls.add(new Call("call-" + calls.size(), "somebody", operation, JSON.readTree(input), begun, attempts));
    }

    void note(String kind, String what) {
        notes.add(new Note(tick(), "somebody", kind, JSON.readTree(what)));
    }

    void told(String type, String name, String id, String state) {
        Told event = new Told(
                replayed.size() + 1,
                JSON.readTree(
                        "{\"detail-type\": \"CodePipeline %s State Change\", \"detail\": {\"%s\": \"%s\", \"state\": \"%s\"}}"
                                .formatted(type, name, id, state)));
        live.add(event);
        replayed.add(event);
    }

    static Outcome answered(String body) {
        return new Outcome.Answered(JSON.readTree(body));
    }

    private long tick() {
        now += SECOND;
        return now;
    }

    Evidence evidence() {
        Records records = new Records(calls, notes);
        return new Evidence(
                records,
                Work.of(records),
                new History(executions, actions),
                live,
                replayed,
                left,
                faults,
                Duration.ofSeconds(3));
    }
}
