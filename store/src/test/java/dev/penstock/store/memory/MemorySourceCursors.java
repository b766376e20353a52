package dev.penstock.store.memory;

import dev.penstock.engine.definition.PolledSource;
import dev.penstock.store.memory.PipelineRows.PolledCursor;
import dev.penstock.store.source.SourceCursor;
import dev.penstock.store.source.SourceCursors;
import dev.penstock.store.source.SourceFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MemorySourceCursors implements SourceCursors {

    private final Tables tables;

    MemorySourceCursors(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void follow(String pipelineId, List<PolledSource> sources) {
        PipelineRows rows = Objects.requireNonNull(tables.pipelines.get(pipelineId));
        failures(pipelineId).forEach(failure -> rows.failures.remove(failure.actionName()));
        for (PolledSource source : sources) {
            PolledCursor before = rows.cursors.get(source.actionName());
            if (source.polled() || before != null) {
                String revision = before != null
                                && before.cursor().bucket().equals(source.bucket())
                                && before.cursor().objectKey().equals(source.objectKey())
                        ? before.cursor().revision()
                        : null;
                rows.cursors.put(
                        source.actionName(),
                        new PolledCursor(
                                new SourceCursor(source.actionName(), source.bucket(), source.objectKey(), revision),
                                source.polled()));
            }
        }
        Set<String> kept = sources.stream().map(PolledSource::actionName).collect(Collectors.toSet());
        rows.cursors.all().stream()
                .map(polled -> polled.cursor().actionName())
                .filter(name -> !kept.contains(name))
                .toList()
                .forEach(rows.cursors::remove);
    }

    @Override
    public List<SourceCursor> polled(String pipelineId) {
        return Optional.ofNullable(tables.pipelines.get(pipelineId)).stream()
                .flatMap(rows -> rows.cursors.all().stream())
                .filter(PolledCursor::polled)
                .map(PolledCursor::cursor)
                .toList();
    }

    @Override
    public List<SourceFailure> failures(String pipelineId) {
        return Optional.ofNullable(tables.pipelines.get(pipelineId)).stream()
                .flatMap(rows -> rows.failures.all().stream())
                .toList();
    }

    @Override
    public void looked(String pipelineId, String actionName, @Nullable SourceFailure failure) {
        PipelineRows rows = tables.pipelines.get(pipelineId);
        if (rows == null || rows.cursors.get(actionName) == null) {
            return;
        }
        if (failure == null) {
            rows.failures.remove(actionName);
        } else {
            rows.failures.put(actionName, failure);
        }
    }

    @Override
    public List<String> polledPipelines() {
        return tables.pipelines.all().stream()
                .filter(rows -> rows.row().record().pollingDisabledAt() == null)
                .filter(rows -> rows.cursors.all().stream().anyMatch(PolledCursor::polled))
                .map(rows -> rows.ref.id())
                .sorted()
                .toList();
    }

    @Override
    public boolean advance(String pipelineId, SourceCursor seen, String revision) {
        PipelineRows rows = tables.pipelines.get(pipelineId);
        PolledCursor before = rows == null ? null : rows.cursors.get(seen.actionName());
        if (rows == null
                || before == null
                || !before.polled()
                || !before.cursor().equals(seen)) {
            return false;
        }
        rows.cursors.put(
                seen.actionName(),
                new PolledCursor(new SourceCursor(seen.actionName(), seen.bucket(), seen.objectKey(), revision), true));
        return true;
    }
}
