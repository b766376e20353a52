package dev.penstock.server.simulation;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.api.error.ApiException;
import dev.penstock.server.simulation.Observation.Applied;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.fault.StoreFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

/** Notes which rows the writes of a step touched, so that only those are looked at after it. */
final class WatchedStore implements Store {

    private final Store store;
    private final SequencedSet<String> pipelines = new LinkedHashSet<>();
    private final SequencedSet<String> executions = new LinkedHashSet<>();
    private final SequencedSet<String> jobs = new LinkedHashSet<>();
    private final List<Applied> decisions = new ArrayList<>();
    private @Nullable RuntimeException bug;
    private boolean purged;

    WatchedStore(Store store) {
        this.store = store;
    }

    /** What the writes since the last call touched. */
    record Touched(
            SequencedSet<String> pipelines,
            SequencedSet<String> executions,
            SequencedSet<String> jobs,
            List<Applied> decisions,
            boolean purged,
            @Nullable RuntimeException bug) {}

    Touched touched() {
        Touched touched = new Touched(
                new LinkedHashSet<>(pipelines),
                new LinkedHashSet<>(executions),
                new LinkedHashSet<>(jobs),
                List.copyOf(decisions),
                purged,
                bug);
        pipelines.clear();
        executions.clear();
        jobs.clear();
        decisions.clear();
        purged = false;
        bug = null;
        return touched;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        // Of a write that was undone, or run again after a conflict, too: then nothing of it may have changed.
        List<WatchedTx> attempts = new ArrayList<>(1);
        try {
            T result = store.write(tx -> {
                WatchedTx watched = new WatchedTx(tx);
                attempts.add(watched);
                return work.apply(watched.watched());
            });
            decisions.addAll(attempts.getLast().decisions);
            return result;
        } catch (RuntimeException e) {
            noteUnlessKnown(e);
            throw e;
        } finally {
            attempts.forEach(this::note);
        }
    }

    private void note(WatchedTx watched) {
        pipelines.addAll(watched.pipelines);
        executions.addAll(watched.executions);
        jobs.addAll(watched.jobs);
        purged |= watched.purged;
    }

    /** Whoever runs in the background swallows what goes wrong, and it must come to light all the same. */
    private void noteUnlessKnown(RuntimeException e) {
        boolean known = e instanceof CodePipelineException || e instanceof ApiException || e instanceof StoreFault;
        if (!known && bug == null) {
            bug = e;
        }
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        try {
            return store.read(work);
        } catch (RuntimeException e) {
            noteUnlessKnown(e);
            throw e;
        }
    }

    @Override
    public Signals signals() {
        return store.signals();
    }

    @Override
    public SchedulerBuilder scheduler(List<Task<?>> known) {
        return store.scheduler(known);
    }

    @Override
    public void close() {
        store.close();
    }
}
