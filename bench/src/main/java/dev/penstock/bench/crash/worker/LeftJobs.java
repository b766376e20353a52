package dev.penstock.bench.crash.worker;

import dev.penstock.bench.crash.call.Api;
import dev.penstock.bench.crash.record.Outcome;
import dev.penstock.bench.crash.town.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the queues of all trades still have. */
public final class LeftJobs {
    private LeftJobs() {}

    /** Polls each queue once, of every job that waits there. */
    public static List<String> of(Town town) {
        List<String> left = new ArrayList<>();
        try (Api customer = town.asCustomer();
                Api partner = town.asPartner()) {
            for (Trade trade : Trade.values()) {
                Outcome outcome = (trade.partner() ? partner : customer)
                        .send(
                                0,
                                Api.CODE_PIPELINE,
                                trade.operation("PollFor", "Jobs"),
                                trade.poll(100),
                                UUID.randomUUID().toString(),
                                Duration.ZERO);
                if (!(outcome instanceof Outcome.Answered(JsonNode body))) {
                    throw new IllegalStateException("the queue of " + trade + " cannot be polled: " + outcome);
                }
                body.path("jobs")
                        .forEach(job -> left.add(trade + " "
                                + job.path("id").asString(job.path("jobId").asString(""))));
            }
        }
        return left;
    }
}
