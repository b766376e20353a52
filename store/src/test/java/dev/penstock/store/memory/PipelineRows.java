package dev.penstock.store.memory;

import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.store.execution.ActionRecord;
import dev.penstock.store.execution.RuleRecord;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.source.SourceCursor;
import dev.penstock.store.source.SourceFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One pipeline with all that goes when it is deleted. */
final class PipelineRows {

    private static final String ROW = "";

    final PipelineRef ref;
    final SortedTable<Integer, PipelineDefinition> definitions;
    final Table<String, PipelineExecution> executions;
    final SortedTable<Long, PipelineExecution> admitted;
    final SortedTable<Long, PipelineExecution> live;
    final Table<String, PipelineExecution> tokens;
    final SortedTable<Moment, ActionRecord> actions;
    final SortedTable<Moment, RuleRecord> rules;
    final Table<String, String> attempts;
    final SortedTable<Success, Success> successes;
    final SortedTable<String, PolledCursor> cursors;
    final SortedTable<String, SourceFailure> failures;
    private final Table<String, Row> row;

    record Row(PipelineRecord record, long counter, Map<String, StageState> stages) {}

    /** A standard execution of a version succeeded in a stage. */
    record Success(long sequence, int version, String stage, String executionId) implements Comparable<Success> {
        @Override
        public int compareTo(Success other) {
            int bySequence = Long.compare(sequence, other.sequence);
            return bySequence != 0 ? bySequence : stage.compareTo(other.stage);
        }
    }

    record PolledCursor(SourceCursor cursor, boolean polled) {}

    PipelineRows(PipelineRecord record, Undo undo) {
        ref = record.ref();
        definitions = SortedTable.with(undo);
        executions = new Table<>(new HashMap<>(), undo);
        admitted = SortedTable.with(undo);
        live = SortedTable.with(undo);
        tokens = new Table<>(new HashMap<>(), undo);
        actions = SortedTable.with(undo);
        rules = SortedTable.with(undo);
        attempts = new Table<>(new HashMap<>(), undo);
        successes = SortedTable.with(undo);
        cursors = SortedTable.with(undo);
        failures = SortedTable.with(undo);
        row = new Table<>(new HashMap<>(), undo);
        row.put(ROW, new Row(record, 0, Map.of()));
    }

    Row row() {
        return Objects.requireNonNull(row.get(ROW));
    }

    void put(Row next) {
        row.put(ROW, next);
    }

    /** Removes an execution with all that belongs to it. */
    void remove(PipelineExecution execution) {
        executions.remove(execution.id());
        admitted.remove(execution.sequence());
        String token = execution.clientRequestToken();
        if (token != null && execution.equals(tokens.get(token))) {
            tokens.remove(token);
        }
        actions.all().stream()
                .filter(row -> row.pipelineExecutionId().equals(execution.id()))
                .toList()
                .forEach(row -> {
                    actions.remove(
                            new Moment(row.action().startTime(), row.action().id()));
                    attempts.remove(row.action().id());
                });
        rules.all().stream()
                .filter(row -> row.pipelineExecutionId().equals(execution.id()))
                .toList()
                .forEach(row -> rules.remove(
                        new Moment(row.rule().startTime(), row.rule().id())));
        successes.all().stream()
                .filter(success -> success.executionId().equals(execution.id()))
                .toList()
                .forEach(successes::remove);
    }

    /** Adds or replaces an execution. */
    void put(PipelineExecution execution) {
        executions.put(execution.id(), execution);
        admitted.put(execution.sequence(), execution);
        if (execution.live()) {
            live.put(execution.sequence(), execution);
        } else {
            live.remove(execution.sequence());
        }
        Optional.ofNullable(execution.clientRequestToken()).ifPresent(token -> {
            PipelineExecution newest = tokens.get(token);
            if (newest == null || newest.sequence() <= execution.sequence()) {
                tokens.put(token, execution);
            }
        });
    }
}
