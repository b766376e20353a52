package dev.penstock.server.simulation;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.server.simulation.Told.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** The nodes' own workers: what they claim, hold by a lease and report, without the threads that they do it in. */
final class ServerWorkers {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final List<String> QUEUES = Stream.concat(
                    Stream.of(PipelineMaker.SOURCE, PipelineMaker.DEPLOY).map(key -> "server:" + key),
                    RuleTypes.all().stream().map(type -> type.key().queue()))
            .toList();

    private final Town town;
    private final List<Held> held = new ArrayList<>();

    private record Held(Node node, Job job) {}

    ServerWorkers(Town town) {
        this.town = town;
    }

    Optional<Told> claim(Dice dice) {
        Node node = town.node(dice);
        Instant now = town.time.instant();
        int first = dice.below(QUEUES.size());
        for (int i = 0; i < QUEUES.size(); i++) {
            String queue = QUEUES.get((first + i) % QUEUES.size());
            Optional<Instant> due = node.store().read(tx -> tx.jobs().nextDue(queue, null));
            if (due.isPresent() && !due.get().isAfter(now)) {
                int places = 1 + dice.below(4);
                return Optional.of(town.chore(
                        "a server worker claims jobs of " + queue,
                        () -> node.store()
                                .write(tx -> tx.jobs().claim(queue, null, places, now, LEASE))
                                .forEach(job -> held.add(new Held(node, job)))));
            }
        }
        return Optional.empty();
    }

    /** A source tells its revision before it is done. */
    Optional<Told> findSource(Dice dice) {
        List<Held> sources = held.stream().filter(each -> source(each.job())).toList();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        Held source = dice.pick(sources);
        Revision revision = revision(dice);
        return Optional.of(town.chore(
                "a server worker finds a revision for " + source.job(),
                () -> source.node().foundSources().publish(source.job(), revision)));
    }

    Optional<Told> finish(Dice dice) {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Held done = held.remove(dice.below(held.size()));
        JobResult result = result(dice, done.job());
        return Optional.of(town.told(new Asked.Result(done.job(), result), () -> {
            done.node().results().reportClaimed(done.job(), result);
            return null;
        }));
    }

    Optional<Told> renew(Dice dice) {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Held kept = dice.pick(held);
        Instant until = town.time.instant().plus(LEASE);
        return Optional.of(town.chore("a server worker renews " + kept.job(), () -> {
            boolean ours = kept.node()
                    .store()
                    .write(tx -> tx.jobs()
                            .renew(
                                    kept.job().id(),
                                    Objects.requireNonNull(kept.job().nonce()),
                                    until));
            if (!ours) {
                held.remove(kept);
            }
        }));
    }

    /** With its node. */
    void die(Node node) {
        held.removeIf(each -> each.node() == node);
    }

    private static boolean source(Job job) {
        return job.actionType() != null && job.actionType().category() == ActionCategory.SOURCE;
    }

    private static Revision revision(Dice dice) {
        return new Revision("v" + dice.below(100), null, null, "a change", null);
    }

    private static JobResult result(Dice dice, Job job) {
        if (dice.percent(job.rule() != null ? 35 : 12)) {
            return new JobResult.Failure(dice.any(FailureType.JOB_FAILED, FailureType.CONFIGURATION_ERROR), "no", null);
        }
        if (dice.percent(5)) {
            return new JobResult.Continuation("more-" + dice.below(1000), Progress.NONE, null);
        }
        return new JobResult.Success(Progress.NONE, source(job) ? revision(dice) : null, Map.of());
    }
}
