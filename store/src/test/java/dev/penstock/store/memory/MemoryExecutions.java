package dev.penstock.store.memory;

import dev.penstock.engine.Decision;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.execution.ExecutionSummary;
import dev.penstock.store.execution.Executions;
import dev.penstock.store.execution.RuleRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;

final class MemoryExecutions implements Executions {

    private final Tables tables;

    MemoryExecutions(Tables tables) {
        this.tables = tables;
    }

    private Optional<PipelineRows> rows(String pipelineId) {
        return Optional.ofNullable(tables.pipelines.get(pipelineId));
    }

    @Override
    public Optional<PipelineExecution> find(String pipelineId, String executionId) {
        return rows(pipelineId).flatMap(rows -> Optional.ofNullable(rows.executions.get(executionId)));
    }

    @Override
    public Optional<PipelineExecution> findByToken(String pipelineId, String clientRequestToken) {
        return rows(pipelineId).flatMap(rows -> Optional.ofNullable(rows.tokens.get(clientRequestToken)));
    }

    @Override
    public List<PipelineExecution> list(String pipelineId, @Nullable Long beforeSequence, int limit) {
        return rows(pipelineId).stream()
                .flatMap(rows ->
                        rows
                                .admitted
                                .descendingBefore(beforeSequence == null ? Long.MAX_VALUE : beforeSequence)
                                .stream())
                .limit(limit)
                .toList();
    }

    @Override
    public List<ExecutionSummary> summaries(String pipelineId, @Nullable Long beforeSequence, int limit) {
        return list(pipelineId, beforeSequence, limit).stream()
                .map(ExecutionSummary::of)
                .toList();
    }

    @Override
    public Optional<PipelineExecution> newestFinished(String pipelineId) {
        return list(pipelineId, null, Integer.MAX_VALUE).stream()
                .filter(execution -> !execution.live())
                .findFirst();
    }

    @Override
    public List<ExecutionSummary> succeededIn(
            String pipelineId, int version, String stageName, @Nullable Long beforeSequence, int limit) {
        return rows(pipelineId).stream()
                .flatMap(rows -> rows.successes.descending().stream()
                        .filter(success ->
                                success.version() == version && success.stage().equals(stageName))
                        .filter(success -> beforeSequence == null || success.sequence() < beforeSequence)
                        .flatMap(success -> Optional.ofNullable(rows.executions.get(success.executionId())).stream()))
                .limit(limit)
                .map(ExecutionSummary::of)
                .toList();
    }

    @Override
    public List<String> pipelinesWithHistoryBefore(Instant before, String after, int limit) {
        return tables.pipelines.all().stream()
                .filter(rows -> rows.ref.id().compareTo(after) > 0)
                .filter(rows -> rows.admitted.all().stream()
                        .findFirst()
                        .filter(first -> first.startTime().isBefore(before))
                        .isPresent())
                .map(rows -> rows.ref.id())
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Past> begunBefore(String pipelineId, Instant before, long afterSequence, int limit) {
        return rows(pipelineId).stream()
                .flatMap(rows -> rows.admitted.all().stream())
                .filter(execution -> execution.sequence() > afterSequence)
                .limit(limit)
                .takeWhile(execution -> execution.startTime().isBefore(before))
                .map(execution -> new Past(execution.id(), execution.sequence(), execution.live()))
                .toList();
    }

    @Override
    public int forget(String pipelineId, Collection<String> executionIds) {
        PipelineRows rows = Objects.requireNonNull(tables.pipelines.get(pipelineId));
        List<PipelineExecution> forgotten = executionIds.stream()
                .flatMap(id -> Optional.ofNullable(rows.executions.get(id)).stream())
                .filter(execution -> !execution.live())
                .toList();
        forgotten.forEach(rows::remove);
        return forgotten.size();
    }

    @Override
    public Optional<String> executionOfAction(String pipelineId, String actionExecutionId) {
        return rows(pipelineId).flatMap(rows -> Optional.ofNullable(rows.attempts.get(actionExecutionId)));
    }

    @Override
    public Optional<String> pipelineOfAction(String actionExecutionId) {
        return tables.pipelines.all().stream()
                .filter(rows -> rows.attempts.get(actionExecutionId) != null)
                .map(rows -> rows.ref.id())
                .findFirst();
    }

    @Override
    public List<PipelineExecution> liveAnd(String pipelineId, Collection<String> named) {
        return rows(pipelineId)
                .map(rows -> List.copyOf(liveAnd(rows, Set.copyOf(named))))
                .orElse(List.of());
    }

    static Collection<PipelineExecution> liveAnd(PipelineRows rows, Set<String> named) {
        SortedMap<Long, PipelineExecution> found = new TreeMap<>();
        rows.live.all().forEach(execution -> found.put(execution.sequence(), execution));
        for (String id : named) {
            PipelineExecution execution = rows.executions.get(id);
            if (execution != null) {
                found.put(execution.sequence(), execution);
            }
        }
        return found.values();
    }

    @Override
    public List<ActionRecord> actions(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit) {
        return page(
                rows(pipelineId).stream().flatMap(rows -> rows.actions.descending().stream()),
                executionId,
                ActionRecord::pipelineExecutionId,
                latestOnly ? MemoryExecutions::words : null,
                record -> later(
                        before, record.action().startTime(), record.action().id()),
                limit);
    }

    private static Words words(ActionRecord record) {
        return Words.of(
                record.pipelineExecutionId(),
                record.action().stageName(),
                record.action().actionName());
    }

    /** Rows, the newest first, from a place on. */
    static <R> List<R> page(
            Stream<R> newestFirst,
            @Nullable String executionId,
            Function<R, String> execution,
            @Nullable Function<R, Words> latestOf,
            Function<R, Boolean> passed,
            int limit) {
        Set<Words> seen = new HashSet<>();
        return newestFirst
                .filter(row -> executionId == null || executionId.equals(execution.apply(row)))
                .filter(row -> latestOf == null || seen.add(latestOf.apply(row)))
                .filter(row -> !passed.apply(row))
                .limit(limit)
                .toList();
    }

    static boolean later(@Nullable Place before, Instant start, String id) {
        return before != null
                && new Moment(start, id).compareTo(new Moment(before.startTime(), before.actionExecutionId())) >= 0;
    }

    void save(String pipelineId, Decision decision) {
        PipelineRows rows = Objects.requireNonNull(tables.pipelines.get(pipelineId));
        decision.executions().forEach(rows::put);
        decision.actions().forEach(change -> {
            var action = change.action();
            rows.attempts.put(action.id(), change.execution().id());
            rows.actions.put(
                    new Moment(action.startTime(), action.id()),
                    new ActionRecord(change.execution().id(), change.execution().version(), action));
        });
        decision.rules().forEach(change -> {
            var rule = change.rule();
            rows.rules.put(
                    new Moment(rule.startTime(), rule.id()),
                    new RuleRecord(change.execution().id(), change.execution().version(), rule));
        });
        for (Event event : decision.events()) {
            if (event instanceof Event.StageChanged stage && stage.state().equals("SUCCEEDED")) {
                PipelineExecution execution =
                        rows.executions.get(stage.subject().executionId());
                if (execution != null && execution.type() == ExecutionType.STANDARD) {
                    PipelineRows.Success success = new PipelineRows.Success(
                            execution.sequence(), execution.version(), stage.stage(), execution.id());
                    rows.successes.put(success, success);
                }
            }
        }
    }
}
