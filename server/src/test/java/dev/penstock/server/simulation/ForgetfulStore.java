package dev.penstock.server.simulation;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.Pipelines;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store with a bug: whoever locks a pipeline and names no execution sees nobody inside its first stage. */
final class ForgetfulStore implements Store {

    private final Store store;

    ForgetfulStore(Store store) {
        this.store = store;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return store.write(tx -> work.apply(changed(
                Tx.class,
                tx,
                (arguments, result) -> result instanceof Pipelines pipelines
                        ? changed(Pipelines.class, pipelines, ForgetfulStore::withoutHolders)
                        : result)));
    }

    /** Only a command that names no execution, a start above all, gets along without those that are forgotten. */
    private static Object withoutHolders(List<Object> arguments, Object result) {
        if (!(result instanceof PipelineState state) || !arguments.getLast().equals(List.of())) {
            return result;
        }
        Map<String, PipelineExecution> seen = new LinkedHashMap<>(state.executions());
        String first = state.definition().stages().getFirst().name();
        seen.values().removeIf(execution -> execution.locking() && execution.inside(first));
        return new PipelineState(
                state.pipeline(), state.version(), state.definitions(), state.stages(), seen, state.counter());
    }

    private static <T> T changed(Class<T> type, T target, BiFunction<List<Object>, Object, Object> change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = invoke(target, method, arguments);
                    return result == null
                            ? null
                            : change.apply(arguments == null ? List.of() : Arrays.asList(arguments), result);
                }));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        return store.read(work);
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
