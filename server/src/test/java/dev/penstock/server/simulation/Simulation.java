package dev.penstock.server.simulation;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.invariant.Invariant;
import dev.penstock.server.simulation.invariant.Invariants;
import dev.penstock.server.simulation.invariant.Violation;
import dev.penstock.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets things happen in a town, one after the other, and looks at every invariant after each. */
final class Simulation {

    private static final int AUDIT_EVERY = 5_000;

    private final Town town;
    private final People people;
    private final Workers workers;
    private final ServerWorkers serverWorkers;
    private final List<Invariant> invariants = Invariants.all();
    private final @Nullable Consumer<String> story;
    private int steps;
    private long hash;

    /**
     * @param store an empty one
     * @param story told what happens; null to save the time
     */
    private Simulation(Store store, @Nullable Consumer<String> story) {
        this.town = new Town(store);
        this.people = new People(town);
        this.workers = new Workers(town);
        this.serverWorkers = new ServerWorkers(town);
        this.story = story;
    }

    /**
     * How a run ended.
     *
     * @param steps how many were taken
     * @param hash of all that changed; the same for the same happenings
     * @param happened how many of the given happenings happened, the last one included
     * @param violation what the last step broke; null if everything held
     */
    record Outcome(
            int steps, long hash, int happened, @Nullable Violation violation) {

        boolean well() {
            return violation == null;
        }
    }

    /** One run over the happenings, and on until everything has come to its end. */
    static Outcome run(List<Happening> happenings, Supplier<Store> stores, @Nullable Consumer<String> story) {
        try (Store store = stores.get()) {
            Simulation simulation = new Simulation(store, story);
            int happened = 0;
            try {
                for (Happening happening : happenings) {
                    happened++;
                    simulation.happen(happening);
                }
                simulation.audit();
                simulation.settle();
                simulation.audit();
                return new Outcome(simulation.steps, simulation.hash, happened, null);
            } catch (Violation violation) {
                return new Outcome(simulation.steps, simulation.hash, happened, violation);
            }
        }
    }

    private void happen(Happening happening) {
        town.arm(happening.fault());
        take(happening.kind().toString(), happen(happening.kind(), new Dice(happening.seed())));
        town.arm(null);
        if (steps % AUDIT_EVERY == 0) {
            audit();
        }
    }

    private Optional<Told> happen(Happening.Kind kind, Dice dice) {
        town.time.passes(Duration.ofMillis(dice.below(200)));
        return switch (kind) {
            case START -> Optional.of(people.start(dice));
            case STOP -> Optional.of(people.stop(dice, false));
            case ABANDON -> Optional.of(people.stop(dice, true));
            case RETRY -> Optional.of(people.retry(dice));
            case ROLL_BACK -> Optional.of(people.rollBack(dice));
            case OVERRIDE -> Optional.of(people.override(dice));
            case DISABLE_TRANSITION -> Optional.of(people.disableTransition(dice));
            case ENABLE_TRANSITION -> Optional.of(people.enableTransition(dice));
            case APPROVE -> Optional.of(people.approve(dice));
            case PUT_REVISION -> Optional.of(people.putRevision(dice));
            case EDIT -> Optional.of(people.edit(dice));
            case DELETE -> Optional.of(people.delete(dice));
            case CREATE -> Optional.of(people.create(dice));
            case LOOK -> Optional.of(people.look(dice));
            case POLL -> Optional.of(workers.poll(dice));
            case POLL_AS_PARTNER -> Optional.of(workers.pollAsPartner(dice));
            case GET_DETAILS -> workers.getDetails(dice);
            case ACKNOWLEDGE -> workers.acknowledge(dice);
            case REPORT -> workers.report(dice);
            case REPORT_AGAIN -> workers.reportAgain(dice);
            case MEDDLE -> workers.meddle(dice);
            case WORKER_DIES -> {
                workers.die(dice);
                yield Optional.empty();
            }
            case CLAIM -> serverWorkers.claim(dice);
            case FIND_SOURCE -> serverWorkers.findSource(dice);
            case FINISH -> serverWorkers.finish(dice);
            case RENEW -> serverWorkers.renew(dice);
            case ASK_AGAIN -> town.nextUnanswered(dice).map(before -> town.ask(dice, before.call(), before.request()));
            case SWEEP -> Optional.of(sweep(dice));
            case PURGE -> Optional.of(town.chore("old jobs are purged", town.node(dice)::purgeJobs));
            case NODE_DIES -> {
                serverWorkers.die(town.replaceNode(dice));
                yield Optional.empty();
            }
            case TIME_PASSES -> {
                town.time.passes(dice.any(
                        Duration.ofSeconds(10), Duration.ofSeconds(31), Duration.ofMinutes(5), Duration.ofMinutes(16)));
                yield Optional.empty();
            }
            case LONG_TIME_PASSES -> {
                town.time.passes(dice.any(
                        Duration.ofMinutes(61), Duration.ofHours(25), Duration.ofDays(8), Duration.ofDays(31)));
                yield Optional.empty();
            }
        };
    }

    private Told sweep(Dice dice) {
        return town.chore("overdue jobs are ended", town.node(dice)::endOverdueJobs);
    }

    /** Looks at what the step changed. */
    private void take(String what, Optional<Told> told) {
        steps++;
        WatchedStore.Touched touched = town.store.touched();
        if (story != null) {
            story.accept(town.time.instant() + " " + what
                    + told.map(each -> " " + each).orElse(""));
        }
        if (touched.bug() != null) {
            Violation violation = new Violation("OnlyKnownErrors", what + ": " + touched.bug());
            violation.initCause(touched.bug());
            throw violation;
        }
        Observation seen = town.ledger.observe(town.time.instant(), told.orElse(null), touched);
        note(seen);
        for (Invariant invariant : invariants) {
            invariant.check(seen);
        }
    }

    private void note(Observation seen) {
        hash = 31 * hash + seen.now().hashCode();
        for (PipelineChange pipeline : seen.pipelines()) {
            for (Change<PipelineExecution> change : pipeline.executions()) {
                PipelineExecution execution = change.after();
                hash = 31 * hash
                        + (execution == null
                                ? change.id().hashCode()
                                : execution.id().hashCode()
                                        + execution.status().ordinal() * 7L
                                        + execution.attempt() * 1001L
                                        + execution.stages().size());
            }
        }
        for (Change<Job> change : seen.jobs()) {
            Job job = change.after();
            hash = 31 * hash
                    + (job == null
                            ? change.id().hashCode()
                            : job.id().hashCode() + job.status().ordinal() * 7L + job.revisionCounter());
        }
    }

    private void audit() {
        town.ledger.audit().ifPresent(difference -> {
            throw new Violation("TheStoreKeepsItsWord", difference);
        });
    }

    /** From here on nothing fails, workers work and people answer: everything must come to its end. */
    private void settle() {
        new Settling(this, town, people, workers, serverWorkers).run();
    }

    /** A step of the settling. */
    void settles(String what, Told told) {
        take(what, Optional.of(told));
    }

    /** Overdue jobs are ended. */
    void sweeps(Dice dice) {
        take("SWEEP", Optional.of(sweep(dice)));
    }
}
