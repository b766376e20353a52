package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/** A part of a table: a title, perhaps a header, and rows with the same number of cells (spec cli 12, tables). */
final class TableSection {
    private static final int PADDING = 4;
    private static final int BORDER = 2;

    private final String title;
    private final int indent;
    private final List<String> header = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> widest = new ArrayList<>();
    private int columns = -1;

    TableSection(String title, int indent) {
        this.title = title;
        this.indent = indent;
    }

    String title() {
        return title;
    }

    int indent() {
        return indent;
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows() {
        return rows;
    }

    void setHeader(List<String> names) {
        measure(names);
        if (columns < 0) {
            columns = names.size();
        }
        header.clear();
        header.addAll(names);
    }

    /**
     * @throws InvalidValue if the row has another number of cells than those before
     */
    void addRow(List<String> cells) {
        if (columns < 0) {
            columns = cells.size();
        }
        if (cells.size() != columns) {
            throw new InvalidValue("Row should have " + columns + " elements, instead it has " + cells.size());
        }
        rows.add(cells);
        measure(cells);
    }

    private void measure(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            int width = DisplayWidth.of(cells.get(i));
            if (i < widest.size()) {
                widest.set(i, Math.max(widest.get(i), width));
            } else {
                widest.add(width);
            }
        }
    }

    /** With its borders and those of the sections around it. */
    int naturalWidth() {
        int cells = widest.stream().mapToInt(width -> width + PADDING).sum();
        return Math.max(DisplayWidth.of(title), cells) + BORDER + 2 * indent;
    }

    /** One row for each column, name and value; only a section with one row under a header can be turned. */
    TableSection turned() {
        if (header.isEmpty() || rows.size() != 1) {
            return this;
        }
        TableSection turned = new TableSection(title, indent);
        for (int i = 0; i < header.size(); i++) {
            turned.addRow(List.of(header.get(i), rows.getFirst().get(i)));
        }
        return turned;
    }

    /** Widths of the columns, scaled so that they fill the width. */
    int[] columnWidths(int width) {
        int[] natural = widest.stream().mapToInt(cell -> cell + PADDING).toArray();
        if (natural.length == 0) {
            return natural;
        }
        int sum = 0;
        for (int column : natural) {
            sum += column;
        }
        double scale = width / (double) sum;
        int[] scaled = new int[natural.length];
        int over = -width;
        for (int i = 0; i < natural.length; i++) {
            scaled[i] = (int) Math.rint(scale * natural[i]);
            over += scaled[i];
        }
        // Too wide: narrower from the left. Too narrow: wider from the right.
        for (int i = 0; over > 0; i = (i + 1) % scaled.length, over--) {
            scaled[i]--;
        }
        for (int i = scaled.length - 1; over < 0; i = (i + scaled.length - 1) % scaled.length, over++) {
            scaled[i]++;
        }
        return scaled;
    }
}
