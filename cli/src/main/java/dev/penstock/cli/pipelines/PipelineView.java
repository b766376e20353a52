package dev.penstock.cli.pipelines;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;

/**
 * Stages and actions as they change: drawn again and again on a terminal, one line for each change elsewhere. Not
 * thread-safe.
 */
public final class PipelineView {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final int NARROWEST = 9;

    private final PrintWriter out;
    private final boolean redraws;
    private final boolean coloured;
    private final int widest;
    private final Map<String, String> shown = new HashMap<>();
    private int drawn;

    /** For output that no terminal limits. */
    public PipelineView(PrintWriter out, boolean redraws, boolean coloured) {
        this(out, redraws, coloured, Integer.MAX_VALUE);
    }

    /** @param columns of the terminal: a longer line would wrap, and the next drawing miss its start */
    public PipelineView(PrintWriter out, boolean redraws, boolean coloured, int columns) {
        this.out = out;
        this.redraws = redraws;
        this.coloured = coloured;
        this.widest = redraws ? columns - 1 : Integer.MAX_VALUE; // the last column makes some terminals wrap
    }

    /** Shows the state of a pipeline, if it differs from what is shown. */
    public void show(GetPipelineStateResponse state) {
        show(state.stageStates().stream()
                .flatMap(stage -> stage.actionStates().stream().map(action -> ActionRow.of(stage.stageName(), action)))
                .toList());
    }

    /** Shows the rows, if they differ from what is shown. */
    public void show(List<ActionRow> rows) {
        List<String> lines = lines(rows);
        if (redraws) {
            redraw(lines);
        } else {
            for (int i = 0; i < rows.size(); i++) {
                ActionRow row = rows.get(i);
                if (!row.status().equals(ActionRow.WAITING)
                        && !lines.get(i).equals(shown.put(row.stage() + "/" + row.action(), lines.get(i)))) {
                    out.println(lines.get(i));
                }
            }
        }
        out.flush();
    }

    /** Prints all rows, once. */
    void print(List<ActionRow> rows) {
        lines(rows).forEach(out::println);
        out.flush();
    }

    private List<String> lines(List<ActionRow> rows) {
        int stages = width(rows, ActionRow::stage);
        int actions = width(rows, ActionRow::action);
        return rows.stream()
                .map(row -> row.text(coloured, stages, actions, widest))
                .toList();
    }

    private static int width(List<ActionRow> rows, Function<ActionRow, String> column) {
        return Math.max(
                NARROWEST,
                rows.stream().map(column).mapToInt(String::length).max().orElse(0));
    }

    private void redraw(List<String> lines) {
        String all = String.join("\n", lines);
        if (all.equals(shown.put("", all))) {
            return;
        }
        if (drawn > 0) {
            out.printf(UP, drawn);
        }
        lines.forEach(line -> out.println(line + CLEAR));
        out.print(CLEAR_BELOW);
        drawn = lines.size();
    }
}
