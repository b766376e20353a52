package dev.penstock.server.simulation;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.invariant.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsResponse;

/**
 * The end of every run. First the workers work on until nothing is left for them: then whatever is not over waits for a
 * person. Then the people open what they closed and answer what they are asked: then nothing is left at all.
 */
final class Settling {

    private static final int PATIENCE = 200_000;
    private static final String RULE = "EverythingComesToItsEnd";

    private final Simulation simulation;
    private final Town town;
    private final People people;
    private final Workers workers;
    private final ServerWorkers serverWorkers;
    private int taken;

    Settling(Simulation simulation, Town town, People people, Workers workers, ServerWorkers serverWorkers) {
        this.simulation = simulation;
        this.town = town;
        this.people = people;
        this.workers = workers;
        this.serverWorkers = serverWorkers;
    }

    void run() {
        workOn();
        onlyPeopleAreMissing();
        while (takes("a gate is opened", people::openSomeGate)
                || takes("an approval is answered", people::answerSomeApproval)) {
            workOn();
        }
        nothingIsLeft();
    }

    private Dice dice() {
        if (++taken > PATIENCE) {
            throw new Violation(RULE, "it goes on and on");
        }
        return new Dice(taken);
    }

    private boolean takes(String what, Function<Dice, Optional<Told>> action) {
        Optional<Told> told = action.apply(dice());
        told.ifPresent(each -> simulation.settles(what, each));
        return told.isPresent();
    }

    private void workOn() {
        do {
            boolean worked = true;
            while (worked) {
                worked = takes("FINISH", serverWorkers::finish)
                        || takes("CLAIM", serverWorkers::claim)
                        || takes("REPORT", workers::report)
                        || takes("ACKNOWLEDGE", workers::acknowledge)
                        || takes("GET_DETAILS", workers::getDetails)
                        || polls();
            }
        } while (waits());
    }

    private boolean polls() {
        Told own = workers.poll(dice());
        simulation.settles("POLL", own);
        Told partners = workers.pollAsPartner(dice());
        simulation.settles("POLL_AS_PARTNER", partners);
        return own.answer(PollForJobsResponse.class)
                        .filter(answer -> !answer.jobs().isEmpty())
                        .isPresent()
                || partners.answer(PollForThirdPartyJobsResponse.class)
                        .filter(answer -> !answer.jobs().isEmpty())
                        .isPresent();
    }

    /** Until the next job is due or runs over its limit; false if there is none but those of approvers. */
    private boolean waits() {
        @Nullable Instant next = null;
        for (PipelineView view : town.ledger.pipelines().values()) {
            for (String id : view.openJobs()) {
                Job job = town.ledger.job(id).orElseThrow();
                if (!job.queue().startsWith("approval:")) {
                    Instant due = due(job);
                    next = next == null || due.isBefore(next) ? due : next;
                }
            }
        }
        if (next == null) {
            return false;
        }
        if (next.isAfter(town.time.instant())) {
            town.time.passes(Duration.between(town.time.instant(), next));
        }
        simulation.sweeps(dice());
        return true;
    }

    private static Instant due(Job job) {
        Instant limit = job.jobDeadline() != null && job.jobDeadline().isBefore(job.deadline())
                ? job.jobDeadline()
                : job.deadline();
        Instant due = switch (job.status()) {
            case CREATED, QUEUED -> job.availableAt();
            case DISPATCHED -> Objects.requireNonNull(job.ackDeadline());
            default -> limit;
        };
        return due.isBefore(limit) ? due : limit;
    }

    private void onlyPeopleAreMissing() {
        for (PipelineView view : town.ledger.pipelines().values()) {
            for (String id : view.openJobs()) {
                Job job = town.ledger.job(id).orElseThrow();
                if (!job.queue().startsWith("approval:")) {
                    throw new Violation(RULE, job + " is open, and the workers have nothing to do");
                }
            }
        }
    }

    private void nothingIsLeft() {
        for (PipelineView view : town.ledger.pipelines().values()) {
            for (PipelineExecution execution : view.state().executions().values()) {
                if (execution.live()) {
                    throw new Violation(
                            RULE,
                            execution.id() + " of " + view.state().pipeline().name() + " is " + execution.status()
                                    + " at " + execution.position());
                }
            }
        }
    }
}
