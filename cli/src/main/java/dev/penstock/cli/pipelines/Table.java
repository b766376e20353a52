package dev.penstock.cli.pipelines;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Aligned columns under capital headings. */
record Table(List<String> headings, List<List<String>> rows) {
    Table {
        rows = rows.stream()
                .map(row -> row.stream().map(PlainText::of).toList())
                .toList();
    }

    void print(PrintWriter out) {
        List<Integer> widths = IntStream.range(0, headings.size())
                .mapToObj(column -> Stream.concat(Stream.of(headings), rows.stream())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        Stream.concat(Stream.of(headings), rows.stream()).forEach(row -> out.println(line(row, widths)));
        out.flush();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(String.format("%-" + Math.max(1, widths.get(column)) + "s  ", row.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
