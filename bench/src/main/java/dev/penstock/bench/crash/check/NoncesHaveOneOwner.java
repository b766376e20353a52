package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.Work.JobStory;
import dev.penstock.bench.crash.fault.FaultKind;
import dev.penstock.bench.crash.record.Attempt;
import dev.penstock.bench.crash.record.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A nonce of a customer's job comes with one poll; one caller at most is told that a job is its own; and a job comes again
 * only when its taker let the acknowledgement window pass, which shows only as long as nobody sets a clock.
 */
final class NoncesHaveOneOwner implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        boolean clocksSet = evidence.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.CLOCK);
        for (JobStory job : evidence.work().jobs().values()) {
            if (job.owners().size() > 1) {
                violation.accept("job " + job.id() + " was given to more than one caller: " + job.owners());
            }
            nonces(job).forEach((nonce, polls) -> {
                if (polls.size() > 1) {
                    violation.accept(
                            "nonce " + nonce + " of job " + job.id() + " came with more than one poll: " + polls);
                }
            });
            if (!clocksSet) {
                tooEarly(job, evidence.acknowledgementWindow(), violation);
            }
        }
    }

    private static Map<String, List<Call>> nonces(JobStory job) {
        Map<String, List<Call>> polls = new HashMap<>();
        job.polls()
                .forEach(poll -> poll.answer().orElseThrow().path("jobs").forEach(polled -> {
                    if (polled.path("id").asString("").equals(job.id())) {
                        polls.computeIfAbsent(polled.path("nonce").asString(""), _ -> new ArrayList<>())
                                .add(poll);
                    }
                }));
        return polls;
    }

    /**
     * The poll that took it first did so after it was sent, and the other before it was answered. Which was first does not
     * show: a worker that was stopped reads its answer late.
     */
    private static void tooEarly(JobStory job, Duration window, Consumer<String> violation) {
        List<Attempt> polls =
                job.polls().stream().flatMap(poll -> poll.answered().stream()).toList();
        for (int i = 0; i < polls.size(); i++) {
            for (int j = i + 1; j < polls.size(); j++) {
                Attempt one = polls.get(i);
                Attempt other = polls.get(j);
                long between = Math.max(other.ended() - one.sent(), one.ended() - other.sent());
                if (between < window.toNanos() / 1000) {
                    violation.accept("job " + job.id() + " came again after " + between / 1000 + " ms at most");
                }
            }
        }
    }
}
