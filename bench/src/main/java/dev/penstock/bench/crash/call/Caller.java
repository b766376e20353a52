package dev.penstock.bench.crash.call;

import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import dev.penstock.bench.crash.record.Journal;
import dev.penstock.bench.crash.record.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who asks until the answer is definitive, at one server after the other, and writes down what was asked before
 * and what was told after. Thread-safe.
 */
public final class Caller {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);

    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    private final Api api;
    private final Journal journal;
    private final String who;
    private final AtomicInteger node;

    /** @param firstNode the server to begin with */
    public Caller(Api api, Journal journal, String who, int firstNode) {
        this.api = api;
        this.journal = journal;
        this.who = who;
        this.node = new AtomicInteger(firstNode % api.nodes());
    }

    /** Asks until the answer is definitive, with everything recorded. */
    public Outcome ask(String operation, JsonNode input) {
        Call call = new Call(UUID.randomUUID().toString(), who, operation, input, Journal.now(), List.of());
        journal.begun(call);
        return resume(call, input);
    }

    /**
     * Goes on with a call that a former life of the caller had begun.
     *
     * @param input as the call had it, with the secrets that journals leave out
     */
    public Outcome resume(Call call, JsonNode input) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Attempt attempt = attempt(call.operation(), input, call.id(), Duration.ZERO);
            journal.ended(call.id(), attempt);
            if (attempt.outcome().definitive() || Thread.currentThread().isInterrupted()) {
                return attempt.outcome();
            }
            pause = pause(pause);
        }
    }

    /**
     * Asks until it is answered or refused, without a record: for reading.
     *
     * @throws IllegalStateException if nobody answers for a long time
     */
    public Outcome look(String operation, JsonNode input) {
        Duration pause = FIRST_PAUSE;
        long begun = System.nanoTime();
        while (true) {
            Outcome outcome = attempt(operation, input, UUID.randomUUID().toString(), Duration.ZERO)
                    .outcome();
            if (outcome.definitive() || Thread.currentThread().isInterrupted()) {
                return outcome;
            }
            if (System.nanoTime() - begun > LONGEST_LOOK.toNanos()) {
                throw new IllegalStateException("nobody answers " + operation + ": " + outcome);
            }
            pause = pause(pause);
        }
    }

    /** One poll, recorded only if it brought something. */
    public Outcome poll(String operation, JsonNode input, Duration hold) {
        Call call = new Call(UUID.randomUUID().toString(), who, operation, input, Journal.now(), List.of());
        Attempt attempt = attempt(operation, input, call.id(), hold);
        if (attempt.outcome() instanceof Outcome.Answered(JsonNode body)
                && !body.path("jobs").isEmpty()) {
            journal.begun(call);
            journal.ended(call.id(), attempt);
        }
        return attempt.outcome();
    }

    /** The server to be asked next. */
    public int node() {
        return node.get();
    }

    /** Goes on to the next server, as a load balancer would. */
    public void turn() {
        node.updateAndGet(index -> (index + 1) % api.nodes());
    }

    private Attempt attempt(String operation, JsonNode input, String invocation, Duration hold) {
        int asked = node.get();
        long sent = Journal.now();
        Outcome outcome = api.send(asked, Api.CODE_PIPELINE, operation, input, invocation, hold);
        if (!outcome.definitive()) {
            turn();
        }
        return new Attempt(sent, Journal.now(), asked, outcome);
    }

    private static Duration pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
