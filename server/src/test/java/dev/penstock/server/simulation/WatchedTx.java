package dev.penstock.server.simulation;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.Observation.Applied;
import dev.penstock.store.Tx;
import dev.penstock.store.job.Jobs;
import dev.penstock.store.pipeline.Pipelines;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes what one write touches, and hands everything on. */
final class WatchedTx {

    private final Tx tx;
    final Set<String> pipelines = new HashSet<>();
    final Set<String> executions = new HashSet<>();
    final Set<String> jobs = new HashSet<>();
    final List<Applied> decisions = new ArrayList<>();
    boolean purged;

    WatchedTx(Tx tx) {
        this.tx = tx;
    }

    /** The transaction as the work gets it. */
    Tx watched() {
        return watched(Tx.class, tx, this::ofTransaction);
    }

    /** Looks at a call before it is made, or at what it returns. */
    private interface Look {
        @Nullable
        Object at(Method method, List<Object> arguments, @Nullable Object result);
    }

    private static <T> T watched(Class<T> type, T target, Look look) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
                    try {
                        return look.at(method, given, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private @Nullable Object ofTransaction(Method method, List<Object> arguments, @Nullable Object result) {
        if (method.getName().equals("apply")) {
            note((PipelineRef) arguments.get(0), (Decision) arguments.get(1));
        }
        return switch (result) {
            case Pipelines found -> watched(Pipelines.class, found, this::ofPipelines);
            case Jobs found -> watched(Jobs.class, found, this::ofJobs);
            case null -> null;
            default -> result;
        };
    }

    private @Nullable Object ofPipelines(Method method, List<Object> arguments, @Nullable Object result) {
        if (!arguments.isEmpty() && arguments.getFirst() instanceof PipelineRef ref) {
            pipelines.add(ref.id());
        } else if (method.getName().equals("delete")) {
            pipelines.add((String) arguments.getFirst());
        }
        return result;
    }

    private @Nullable Object ofJobs(Method method, List<Object> arguments, @Nullable Object result) {
        switch (method.getName()) {
            case "insert", "update" -> jobs.add(((Job) arguments.getFirst()).id());
            case "renew" -> jobs.add((String) arguments.getFirst());
            case "claim" -> ((List<?>) Objects.requireNonNull(result)).forEach(job -> jobs.add(((Job) job).id()));
            case "purge" -> purged = true;
            default -> {}
        }
        return result;
    }

    private void note(PipelineRef pipeline, Decision decision) {
        pipelines.add(pipeline.id());
        decision.executions().forEach(execution -> executions.add(execution.id()));
        decision.jobs().forEach(job -> jobs.add(job.id()));
        decision.jobEnds().forEach(end -> jobs.add(end.jobId()));
        decisions.add(new Applied(pipeline.id(), decision));
    }
}
