package dev.penstock.server.simulation;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.Observation.Applied;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.event.OutboxEvent;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.pipeline.PipelineRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the store held after the last step, read from the store itself and never from what was said about it. After a step
 * only the rows that it touched are read again; {@link #audit} reads them all.
 */
public final class Ledger {

    private static final int MANY = 10_000;

    private final Store store;
    private final Map<String, PipelineView> pipelines = new LinkedHashMap<>();
    private final Map<String, Job> jobs = new HashMap<>();
    /** All events that were committed. */
    private final List<Event> told = new ArrayList<>();

    Ledger(Store store) {
        this.store = store;
    }

    public Map<String, PipelineView> pipelines() {
        return pipelines;
    }

    public Optional<PipelineView> pipeline(String id) {
        return Optional.ofNullable(pipelines.get(id));
    }

    public Optional<PipelineView> named(String name) {
        for (PipelineView view : pipelines.values()) {
            if (view.state().pipeline().name().equals(name)) {
                return Optional.of(view);
            }
        }
        return Optional.empty();
    }

    public Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Reads what the step touched. */
    Observation observe(Instant now, @Nullable Told answer, WatchedStore.Touched touched) {
        List<Event> events = touched.decisions().stream()
                .flatMap(applied -> applied.decision().events().stream())
                .toList();
        told.addAll(events);
        return store.read(tx -> {
            List<PipelineChange> changedPipelines = new ArrayList<>();
            for (String id : touched.pipelines()) {
                pipelineChange(tx, id, touched.executions()).ifPresent(changedPipelines::add);
            }
            List<Change<Job>> changedJobs = new ArrayList<>();
            for (String id : touched.jobs()) {
                jobChange(tx, id).ifPresent(changedJobs::add);
            }
            if (touched.purged()) {
                List.copyOf(jobs.keySet()).forEach(id -> jobChange(tx, id).ifPresent(changedJobs::add));
            }
            List<AttemptChange> attempts = new ArrayList<>();
            touched.decisions().forEach(applied -> noteAttempts(applied, attempts));
            return new Observation(
                    now, answer, changedPipelines, attempts, changedJobs, touched.decisions(), events, this);
        });
    }

    private Optional<PipelineChange> pipelineChange(Tx tx, String id, Set<String> executions) {
        PipelineView view = pipelines.get(id);
        PipelineState before = view == null ? null : view.state();
        Optional<PipelineRecord> record = tx.pipelines().findById(id);
        if (record.isEmpty()) {
            pipelines.remove(id);
            return before == null
                    ? Optional.empty()
                    : Optional.of(new PipelineChange(id, before, null, gone(Objects.requireNonNull(view))));
        }
        PipelineState after = tx.pipelines().load(id, executions);
        if (view == null) {
            view = new PipelineView(after);
            pipelines.put(id, view);
        }
        view.becomes(after);
        List<Change<PipelineExecution>> changed = new ArrayList<>();
        for (PipelineExecution execution : after.executions().values()) {
            PipelineExecution known = view.executions().get(execution.id());
            if (known != execution && !execution.equals(known)) {
                changed.add(new Change<>(execution.id(), known, execution));
            }
            view.put(execution);
        }
        boolean same = before != null && changed.isEmpty() && sameButExecutions(before, after);
        return same ? Optional.empty() : Optional.of(new PipelineChange(id, before, after, changed));
    }

    private static List<Change<PipelineExecution>> gone(PipelineView view) {
        return view.executions().values().stream()
                .map(execution -> new Change<PipelineExecution>(execution.id(), execution, null))
                .toList();
    }

    private static boolean sameButExecutions(PipelineState one, PipelineState other) {
        return one.version() == other.version()
                && one.counter() == other.counter()
                && one.stages().equals(other.stages());
    }

    private Optional<Change<Job>> jobChange(Tx tx, String id) {
        Job before = jobs.get(id);
        Job after = tx.jobs().find(id).orElse(null);
        if (before == after || Objects.equals(before, after)) {
            return Optional.empty();
        }
        if (after == null) {
            jobs.remove(id);
        } else {
            jobs.put(id, after);
        }
        PipelineView view = pipelines.get(
                Objects.requireNonNull(after == null ? before : after).pipelineId());
        if (view != null) {
            if (after == null || after.terminal()) {
                view.openJobs().remove(id);
            } else {
                view.openJobs().add(id);
            }
        }
        return Optional.of(new Change<>(id, before, after));
    }

    private void noteAttempts(Applied applied, List<AttemptChange> into) {
        PipelineView view = pipelines.get(applied.pipelineId());
        if (view == null) {
            return;
        }
        for (Decision.ActionChange change : applied.decision().actions()) {
            ActionExecution before = view.attempts().put(change.action().id(), change.action());
            into.add(new AttemptChange(applied.pipelineId(), change.execution(), before, change.action()));
        }
        for (Decision.RuleChange change : applied.decision().rules()) {
            view.rules().put(change.rule().id(), change.rule());
        }
    }

    /**
     * Reads everything, in case something changed that no step touched.
     *
     * @return what differs from what is known; empty if nothing does
     */
    Optional<String> audit() {
        return store.read(tx -> {
            for (Map.Entry<String, PipelineView> each : pipelines.entrySet()) {
                PipelineView view = each.getValue();
                Map<String, PipelineExecution> stored = tx.executions().list(each.getKey(), null, MANY).stream()
                        .collect(Collectors.toMap(PipelineExecution::id, execution -> execution));
                if (stored.size() < MANY && !stored.equals(view.executions())) {
                    return Optional.of("the executions of " + view.state().pipeline() + " are not what they were");
                }
                Map<String, ActionExecution> history =
                        tx.executions().actions(each.getKey(), null, false, null, MANY).stream()
                                .collect(Collectors.toMap(row -> row.action().id(), ActionRecord::action));
                if (history.size() < MANY && !history.equals(view.attempts())) {
                    return Optional.of("the history of " + view.state().pipeline() + " is not what was decided");
                }
            }
            List<Event> outbox = tx.events().next(Integer.MAX_VALUE).stream()
                    .map(OutboxEvent::event)
                    .toList();
            if (!outbox.equals(told)) {
                return Optional.of("the outbox does not hold the events that were decided, in order");
            }
            return jobs.values().stream()
                    .filter(job -> !Optional.of(job).equals(tx.jobs().find(job.id())))
                    .map(job -> job + " is not what it was")
                    .findFirst();
        });
    }
}
