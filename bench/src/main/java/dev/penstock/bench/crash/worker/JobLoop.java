package dev.penstock.bench.crash.worker;

import dev.penstock.bench.crash.call.Caller;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.record.Journal;
import dev.penstock.bench.crash.record.Outcome;
import dev.penstock.bench.crash.record.Records;
import dev.penstock.bench.crash.town.Town;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One worker of one trade: polls, acknowledges, works, reports, and asks again until it knows. What it may have begun before
 * it died, it finishes first. Belongs to one thread.
 */
final class JobLoop {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final Duration NO_WORK = Duration.ofMillis(200);

    /** Longer than the acknowledgement window, so that another worker may take the job. */
    private static final Duration HESITATION = Duration.ofSeconds(4);

    private static final Duration LONG_WORK = Duration.ofSeconds(5);

    private final Trade trade;
    private final Town town;
    private final String name;
    private final Caller caller;
    private final Journal journal;
    private final Warehouse warehouse;

    JobLoop(Trade trade, Town town, String name, Caller caller, Journal journal, Warehouse warehouse) {
        this.trade = trade;
        this.town = town;
        this.name = name;
        this.caller = caller;
        this.journal = journal;
        this.warehouse = warehouse;
    }

    void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Outcome outcome = caller.poll(trade.operation("PollFor", "Jobs"), trade.poll(1), HOLD);
            if (outcome instanceof Outcome.Answered(JsonNode body)) {
                body.get("jobs").forEach(this::perform);
            } else {
                LockSupport.parkNanos(NO_WORK.toNanos());
            }
            caller.turn();
        }
    }

    private void perform(JsonNode polled) {
        take(polled).ifPresent(job -> {
            journal.note(name, "taken", job.noted());
            if (Lots.drawn(job.id() + job.nonce(), "hesitate", 20)) {
                LockSupport.parkNanos(HESITATION.toNanos());
            }
            go(job, caller.ask(trade.operation("Acknowledge", "Job"), acknowledgement(job)));
        });
    }

    /** A customer's job came with the poll; a partner asks for it. */
    private Optional<TakenJob> take(JsonNode polled) {
        if (!trade.partner()) {
            return Optional.of(TakenJob.of(
                    trade, polled.get("id").asString(), polled.get("nonce").asString(), polled.get("data")));
        }
        String id = polled.get("jobId").asString();
        Outcome details = caller.ask("GetThirdPartyJobDetails", job(id));
        return details instanceof Outcome.Answered(JsonNode body)
                ? Optional.of(
                        TakenJob.of(trade, id, body.at("/jobDetails/nonce").asString(), body.at("/jobDetails/data")))
                : Optional.empty();
    }

    private void go(TakenJob job, Outcome acknowledged) {
        if (acknowledged instanceof Outcome.Answered(JsonNode body)
                && body.path("status").asString("").equals("InProgress")) {
            if (job.token().isEmpty() && Lots.drawn(job.id(), "forget", town.forgetfulness())) {
                journal.note(name, "forgotten", JSON.createObjectNode().put("jobId", job.id()));
                return;
            }
            work(job);
            report(job);
        }
    }

    private void work(TakenJob job) {
        boolean slow = Lots.drawn(job.id(), "slow", 5);
        LockSupport.parkNanos(
                slow
                        ? LONG_WORK.toNanos()
                        : Duration.ofMillis(Lots.number(job.id(), "work", 30)).toNanos());
        for (String content : warehouse.carry(job, () -> fresh(job))) {
            journal.note(
                    name,
                    "read",
                    JSON.createObjectNode()
                            .put("actionExecutionId", job.actionExecutionId())
                            .put("content", content));
        }
    }

    /** Credentials of the job, new ones. */
    private Optional<JsonNode> fresh(TakenJob job) {
        Outcome details = trade.partner()
                ? caller.look("GetThirdPartyJobDetails", job(job.id()))
                : caller.look("GetJobDetails", JSON.createObjectNode().put("jobId", job.id()));
        return details instanceof Outcome.Answered(JsonNode body)
                ? Optional.ofNullable(body.at("/jobDetails/data").get("artifactCredentials"))
                : Optional.empty();
    }

    private void report(TakenJob job) {
        boolean fails = job.step() == job.steps() && Lots.drawn(job.actionExecutionId(), "fail", 40);
        String operation = trade.operation("Put", fails ? "JobFailureResult" : "JobSuccessResult");
        ObjectNode input = fails ? failure(job) : success(job);
        Outcome told = caller.ask(operation, input);
        if (told instanceof Outcome.Answered && Lots.drawn(job.id(), "repeat", 50)) {
            caller.ask(operation, input);
        }
    }

    private ObjectNode success(TakenJob job) {
        ObjectNode input = job(job.id());
        input.putObject("executionDetails")
                .put("externalExecutionId", "run-" + job.id())
                .put("summary", "step " + job.step() + " of " + job.steps() + " by " + name)
                .put("percentComplete", 100 * job.step() / job.steps());
        if (job.step() < job.steps()) {
            input.put("continuationToken", job.actionExecutionId() + "/" + job.step());
        } else if (!trade.partner()) {
            input.putObject("outputVariables").put("madeBy", job.id());
        }
        return input;
    }

    private ObjectNode failure(TakenJob job) {
        ObjectNode input = job(job.id());
        input.putObject("failureDetails")
                .put("type", "JobFailed")
                .put("message", "broken by " + job.id())
                .put("externalExecutionId", "run-" + job.id());
        return input;
    }

    private ObjectNode acknowledgement(TakenJob job) {
        return job(job.id()).put("nonce", job.nonce());
    }

    /** The input that begins all calls about a job. */
    private ObjectNode job(String id) {
        ObjectNode input = JSON.createObjectNode().put("jobId", id);
        return trade.partner() ? input.put("clientToken", town.clientToken()) : input;
    }

    /** Ends what a former life of this worker had begun, of this trade. */
    void finish(Records former) {
        former.notes("taken")
                .map(note -> TakenJob.of(note.what()))
                .filter(job -> job.trade() == trade)
                .forEach(job -> {
                    Optional<Call> acknowledged = of(former, job, "AcknowledgeJob", "AcknowledgeThirdPartyJob")
                            .filter(call -> call.given("nonce").equals(job.nonce()))
                            .findFirst();
                    boolean forgotten = former.notes("forgotten")
                            .anyMatch(note -> note.text("jobId").equals(job.id()));
                    if (acknowledged.isPresent() && !forgotten) {
                        finish(former, job, acknowledged.get());
                    }
                });
    }

    private void finish(Records former, TakenJob job, Call acknowledged) {
        Optional<Call> reported = of(
                        former,
                        job,
                        "PutJobSuccessResult",
                        "PutJobFailureResult",
                        "PutThirdPartyJobSuccessResult",
                        "PutThirdPartyJobFailureResult")
                .findFirst();
        if (reported.isPresent()) {
            if (reported.get().last().isEmpty()) {
                caller.resume(reported.get(), withToken(reported.get().input()));
            }
        } else if (acknowledged.last().isPresent()) {
            go(job, acknowledged.last().get().outcome());
        } else {
            go(job, caller.resume(acknowledged, withToken(acknowledged.input())));
        }
    }

    private ObjectNode withToken(JsonNode input) {
        ObjectNode whole = (ObjectNode) input.deepCopy();
        return trade.partner() ? whole.put("clientToken", town.clientToken()) : whole;
    }

    private static Stream<Call> of(Records records, TakenJob job, String... operations) {
        return records.calls(operations).filter(call -> call.given("jobId").equals(job.id()));
    }
}
