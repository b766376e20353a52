package dev.penstock.store.memory;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.pipeline.PipelineGoneException;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.pipeline.Pipelines;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class MemoryPipelines implements Pipelines {

    private final Tables tables;
    private final Set<String> locked = new HashSet<>();

    MemoryPipelines(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void insert(PipelineRef ref, PipelineDefinition definition, Instant now) {
        PipelineRows rows = new PipelineRows(record(ref, definition, now, now), tables.undo);
        rows.definitions.insert(definition.version(), definition);
        tables.pipelineNames.insert(name(ref), rows);
        tables.pipelines.insert(ref.id(), rows);
    }

    private static PipelineRecord record(PipelineRef ref, PipelineDefinition definition, Instant created, Instant now) {
        return new PipelineRecord(
                ref,
                definition.version(),
                definition.declaration().pipelineType(),
                definition.mode(),
                created,
                now,
                null);
    }

    private static Words name(PipelineRef ref) {
        return Words.of(ref.accountId(), ref.region(), ref.name());
    }

    @Override
    public Optional<PipelineRecord> find(String accountId, String region, String name) {
        return Optional.ofNullable(tables.pipelineNames.get(Words.of(accountId, region, name)))
                .map(rows -> rows.row().record());
    }

    @Override
    public Optional<PipelineRecord> findById(String pipelineId) {
        return Optional.ofNullable(tables.pipelines.get(pipelineId))
                .map(rows -> rows.row().record());
    }

    @Override
    public Optional<PipelineDefinition> definition(String pipelineId, int version) {
        return Optional.ofNullable(tables.pipelines.get(pipelineId))
                .flatMap(rows -> Optional.ofNullable(rows.definitions.get(version)));
    }

    @Override
    public void addVersion(PipelineRef ref, PipelineDefinition definition, Instant now) {
        PipelineRows rows = rows(ref.id());
        rows.definitions.insert(definition.version(), definition);
        PipelineRows.Row before = rows.row();
        rows.put(new PipelineRows.Row(
                record(ref, definition, before.record().created(), now), before.counter(), before.stages()));
        polling(ref.id(), before.record().pollingDisabledAt());
    }

    @Override
    public void disablePolling(String pipelineId, Instant now) {
        polling(pipelineId, now);
    }

    @Override
    public boolean enablePolling(String pipelineId) {
        PipelineRows rows = tables.pipelines.get(pipelineId);
        if (rows == null || rows.row().record().pollingDisabledAt() == null) {
            return false;
        }
        polling(pipelineId, null);
        return true;
    }

    private void polling(String pipelineId, @Nullable Instant disabledAt) {
        PipelineRows rows = rows(pipelineId);
        PipelineRows.Row before = rows.row();
        PipelineRecord record = before.record();
        rows.put(new PipelineRows.Row(
                new PipelineRecord(
                        record.ref(),
                        record.version(),
                        record.type(),
                        record.mode(),
                        record.created(),
                        record.updated(),
                        disabledAt),
                before.counter(),
                before.stages()));
    }

    @Override
    public PipelineState lock(String pipelineId, Collection<String> executionIds) {
        PipelineState state = load(pipelineId, executionIds);
        locked.add(pipelineId);
        return state;
    }

    @Override
    public PipelineState load(String pipelineId, Collection<String> executionIds) {
        return state(rows(pipelineId), executionIds);
    }

    @Override
    public PipelineState loadShown(String pipelineId) {
        PipelineRows rows = rows(pipelineId);
        return state(
                rows,
                rows.row().stages().values().stream()
                        .map(StageState::latestExecutionId)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static PipelineState state(PipelineRows rows, Collection<String> executionIds) {
        PipelineRows.Row row = rows.row();
        int version = row.record().version();
        PipelineDefinition current = definition(rows, version);
        Set<String> named = new LinkedHashSet<>(executionIds);
        named.addAll(PipelineState.rollbackTargets(current, row.stages()));
        Map<String, PipelineExecution> executions = new LinkedHashMap<>();
        Map<Integer, PipelineDefinition> definitions = new HashMap<>();
        definitions.put(version, current);
        for (PipelineExecution execution : MemoryExecutions.liveAnd(rows, named)) {
            executions.put(execution.id(), execution);
            definitions.computeIfAbsent(execution.version(), each -> definition(rows, each));
        }
        return new PipelineState(rows.ref, version, definitions, row.stages(), executions, row.counter());
    }

    private static PipelineDefinition definition(PipelineRows rows, int version) {
        return Objects.requireNonNull(rows.definitions.get(version), () -> "version " + version + " is not stored");
    }

    private PipelineRows rows(String pipelineId) {
        PipelineRows rows = tables.pipelines.get(pipelineId);
        if (rows == null) {
            throw new PipelineGoneException(pipelineId);
        }
        return rows;
    }

    void save(PipelineRef pipeline, Decision decision) {
        if (!locked.contains(pipeline.id())) {
            throw new IllegalStateException("pipeline " + pipeline.name() + " must be locked before it changes");
        }
        PipelineRows rows = rows(pipeline.id());
        PipelineRows.Row before = rows.row();
        Map<String, StageState> stages = before.stages();
        if (!decision.stages().isEmpty()) {
            stages = new LinkedHashMap<>(stages);
            stages.putAll(decision.stages());
        }
        rows.put(new PipelineRows.Row(before.record(), decision.counter(), Collections.unmodifiableMap(stages)));
    }

    @Override
    public void delete(String pipelineId) {
        PipelineRows rows = tables.pipelines.get(pipelineId);
        if (rows != null) {
            tables.pipelines.remove(pipelineId);
            tables.pipelineNames.remove(name(rows.ref));
        }
    }

    @Override
    public List<PipelineRecord> list(String accountId, String region, @Nullable String afterName, int limit) {
        return tables.pipelineNames.after(Words.of(accountId, region, afterName == null ? "" : afterName)).stream()
                .takeWhile(rows -> in(rows, accountId, region))
                .limit(limit)
                .map(rows -> rows.row().record())
                .toList();
    }

    @Override
    public List<String> deleted(int limit) {
        return List.of();
    }

    @Override
    public void deleteMore(String pipelineId, int executions) {
        // nothing is ever left
    }

    @Override
    public int count(String accountId, String region, int limit) {
        return (int) tables.pipelineNames.all().stream()
                .filter(rows -> in(rows, accountId, region))
                .limit(limit)
                .count();
    }

    private static boolean in(PipelineRows rows, String accountId, String region) {
        return rows.ref.accountId().equals(accountId) && rows.ref.region().equals(region);
    }
}
