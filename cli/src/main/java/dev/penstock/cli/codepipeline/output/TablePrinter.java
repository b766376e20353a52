package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.value.Value;
import java.util.List;

/** Tables for people (spec cli 12, tables). */
final class TablePrinter {
    private static final String RESET = "\u001b[0m";

    private final StringBuilder out = new StringBuilder();
    private final boolean coloured;

    private TablePrinter(boolean coloured) {
        this.coloured = coloured;
    }

    /**
     * @param title of the outermost section
     * @param columns width of the screen; a wider table is turned where that helps
     */
    static String print(String title, Value value, int columns, boolean coloured) {
        List<TableSection> sections = TableBuilder.sections(title, value);
        if (sections.isEmpty()) {
            return "";
        }
        int width = width(sections);
        if (width > columns) {
            sections = sections.stream().map(TableSection::turned).toList();
            width = width(sections);
        }
        TablePrinter printer = new TablePrinter(coloured);
        printer.write("-".repeat(width) + "\n");
        for (TableSection section : sections) {
            printer.section(section, width - 2 * section.indent());
        }
        return printer.out.toString();
    }

    private static int width(List<TableSection> sections) {
        return sections.stream().mapToInt(TableSection::naturalWidth).max().orElse(0);
    }

    private void section(TableSection section, int width) {
        if (!section.title().isEmpty()) {
            line(section, centred(section.title(), width, "|"));
            if (section.header().isEmpty() && section.rows().isEmpty()) {
                line(section, "+" + "-".repeat(width - 2) + "+");
            }
        }
        int[] widths = section.columnWidths(width);
        if (!section.header().isEmpty()) {
            rule(section, widths);
            StringBuilder cells = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                cells.append(centred(section.header().get(i), widths[i], i == 0 ? "|" : ""));
            }
            line(section, cells.toString());
        }
        if (section.rows().isEmpty() || widths.length == 0) {
            return;
        }
        rule(section, widths);
        for (List<String> row : section.rows()) {
            StringBuilder cells = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                cells.append(leftAligned(row.get(i), widths[i], i == 0 ? "|" : ""));
            }
            line(section, cells.toString());
        }
        rule(section, widths);
    }

    private void rule(TableSection section, int[] widths) {
        StringBuilder rule = new StringBuilder("+");
        for (int i = 0; i < widths.length; i++) {
            rule.repeat('-', Math.max(0, widths[i] - (i == 0 ? 2 : 1))).append('+');
        }
        line(section, rule.toString());
    }

    private void line(TableSection section, String text) {
        String edge = coloured ? "\u001b[2m\u001b[33m|" + RESET : "|";
        String edges = edge.repeat(section.indent());
        write(edges);
        write(text);
        write(edges);
        write("\n");
    }

    /** In colour the AWS CLI resets the terminal after each piece. */
    private void write(String piece) {
        out.append(piece).append(coloured ? RESET : "");
    }

    private static String centred(String text, int width, String left) {
        int length = DisplayWidth.of(text);
        int before = Math.floorDiv(width, 2) - Math.floorDiv(length, 2) - 1;
        return left + blanks(before) + text + blanks(width - 1 - left.length() - before - length) + "|";
    }

    private String leftAligned(String text, int width, String left) {
        int length = DisplayWidth.of(text);
        int before = width - length - 2 - left.length() - 1 >= 0 ? 2 : 0;
        String shown = coloured ? "\u001b[1m\u001b[34m" + text + RESET : text;
        return left + blanks(before) + shown + blanks(width - left.length() - before - length - 1) + "|";
    }

    private static String blanks(int count) {
        return " ".repeat(Math.max(0, count));
    }
}
