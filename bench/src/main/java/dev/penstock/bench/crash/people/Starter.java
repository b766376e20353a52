package dev.penstock.bench.crash.people;

import dev.penstock.bench.crash.call.Caller;
import dev.penstock.bench.crash.record.Outcome;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts executions of a pipeline one after the other, each with a token of its own, and asks until it is answered. Some
 * starts are asked for twice, as people do who press a button again.
 */
public final class Starter {
    private static final int TWICE = 8;

    private final String pipeline;
    private final Caller caller;
    private final Duration pause;

    /** @param pause between an answer and the next start */
    public Starter(String pipeline, Caller caller, Duration pause) {
        this.pipeline = pipeline;
        this.caller = caller;
        this.pause = pause;
    }

    /** Starts until the time is over; the last start is answered then. */
    public void run(CountDownLatch over) {
        try {
            for (int count = 1; !over.await(pause.toMillis(), TimeUnit.MILLISECONDS); count++) {
                ObjectNode input = JsonMapper.shared()
                        .createObjectNode()
                        .put("name", pipeline)
                        .put("clientRequestToken", UUID.randomUUID().toString());
                Outcome outcome = caller.ask("StartPipelineExecution", input);
                if (count % TWICE == 0 && outcome instanceof Outcome.Answered) {
                    caller.ask("StartPipelineExecution", input);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
