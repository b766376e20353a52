package dev.penstock.cli.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * Stages and actions as they change: drawn again and again on a terminal, one line for each change elsewhere. Not
 * thread-safe.
 */
public final class PipelineView {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR = "\u001b[K";
    private static final int WIDEST = 100;

    private final PrintStream out;
    private final boolean redraws;
    private final boolean coloured;
    private final Map<String, String> shown = new HashMap<>();
    private int drawn;

    public PipelineView(PrintStream out, boolean redraws, boolean coloured) {
        this.out = out;
        this.redraws = redraws;
        this.coloured = coloured;
    }

    /** Shows the state, if it differs from what is shown. */
    void show(GetPipelineStateResponse state) {
        List<Row> rows = rowsOf(state);
        if (redraws) {
            redraw(rows);
        } else {
            rows.stream()
                    .filter(row -> !row.status().equals(Row.WAITING))
                    .filter(row ->
                            !row.text(false).equals(shown.put(row.stage() + "/" + row.action(), row.text(false))))
                    .forEach(row -> out.println(row.text(false)));
        }
        out.flush();
    }

    private void redraw(List<Row> rows) {
        String all =
                String.join("\n", rows.stream().map(row -> row.text(coloured)).toList());
        if (all.equals(shown.put("", all))) {
            return;
        }
        if (drawn > 0) {
            out.printf(UP, drawn);
        }
        rows.forEach(row -> out.println(row.text(coloured) + CLEAR));
        drawn = rows.size();
    }

    private static List<Row> rowsOf(GetPipelineStateResponse state) {
        List<Row> rows = new ArrayList<>();
        for (StageState stage : state.stageStates()) {
            for (ActionState action : stage.actionStates()) {
                rows.add(Row.of(stage.stageName(), action));
            }
        }
        return rows;
    }

    private record Row(String stage, String action, String status, String progress, String note) {
        static final String WAITING = "-";

        static Row of(String stage, ActionState action) {
            ActionExecution execution = action.latestExecution();
            if (execution == null || execution.statusAsString() == null) {
                return new Row(stage, action.actionName(), WAITING, "", "");
            }
            return new Row(
                    stage,
                    action.actionName(),
                    execution.statusAsString(),
                    execution.percentComplete() == null ? "" : execution.percentComplete() + "%",
                    note(execution));
        }

        private static String note(ActionExecution execution) {
            @Nullable
            String text = execution.errorDetails() == null
                    ? execution.summary()
                    : execution.errorDetails().message();
            if (text == null) {
                return execution.token() == null ? "" : "waits for an answer";
            }
            String line = text.lines().findFirst().orElse("");
            return line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
        }

        String text(boolean coloured) {
            String line = String.format("  %-9s %-10s %-11s %4s  %s", stage, action, status, progress, note)
                    .stripTrailing();
            if (!coloured) {
                return line;
            }
            String colour = switch (status) {
                case "Succeeded" -> "32";
                case "InProgress" -> "36";
                case "Failed", "Abandoned" -> "31";
                default -> "2";
            };
            return "\u001b[" + colour + "m" + line + "\u001b[0m";
        }
    }
}
