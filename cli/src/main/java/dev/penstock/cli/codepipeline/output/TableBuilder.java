package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lays an answer out as sections: what is inside of what becomes a section of its own, indented. */
final class TableBuilder {
    private final List<TableSection> sections = new ArrayList<>();

    private TableBuilder() {}

    /** The sections; none when there is nothing to show. */
    static List<TableSection> sections(String title, Value value) {
        TableBuilder builder = new TableBuilder();
        builder.section(title, value, 0);
        return builder.sections;
    }

    private void section(String title, Value value, int indent) {
        if (!isNothing(value)) {
            sections.add(new TableSection(title, indent));
            content(title, value, indent);
        }
    }

    private void content(String title, Value value, int indent) {
        switch (value) {
            case ListValue(var items) when items.getFirst() instanceof MapValue -> objects(title, items, indent);
            case ListValue(var items) -> items.forEach(this::row);
            case MapValue map -> object(map, indent);
            default -> {} // a title is all that a scalar shows
        }
    }

    private void row(Value item) {
        switch (item) {
            case ListValue(var cells)
            when cells.stream().allMatch(Value::isScalar) ->
                current().addRow(cells.stream().map(PythonText::plain).toList());
            case ListValue list -> content("", list, 0);
            case MapValue(var members) -> current().addRow(List.copyOf(members.keySet()));
            default -> current().addRow(List.of(PythonText.plain(item)));
        }
    }

    private void object(MapValue map, int indent) {
        List<String> names = List.copyOf(names(List.of(map), true));
        if (names.size() == 1) {
            current().addRow(List.of(names.getFirst(), cell(map, names.getFirst())));
        } else if (!names.isEmpty()) {
            current().setHeader(names);
            current().addRow(names.stream().map(name -> cell(map, name)).toList());
        }
        names(List.of(map), false)
                .forEach(name -> section(name, map.members().getOrDefault(name, Value.NULL), indent + 1));
    }

    private void objects(String title, List<Value> items, int indent) {
        List<String> header = List.copyOf(names(items, true));
        SortedSet<String> inner = names(items, false);
        current().setHeader(header);
        boolean first = true;
        for (Value item : items) {
            if (!first && !inner.isEmpty()) {
                sections.add(new TableSection(title, indent));
                current().setHeader(header);
            }
            first = false;
            MapValue map = item instanceof MapValue object ? object : new MapValue();
            current().addRow(header.stream().map(name -> cell(map, name)).toList());
            for (String name : inner) {
                section(name, map.members().getOrDefault(name, Value.NULL), indent + 1);
            }
        }
    }

    private TableSection current() {
        return sections.getLast();
    }

    private static String cell(MapValue map, String name) {
        Value value = map.members().get(name);
        return value == null ? "" : PythonText.plain(value);
    }

    private static SortedSet<String> names(List<? extends Value> objects, boolean scalar) {
        SortedSet<String> names = new TreeSet<>();
        for (Value object : objects) {
            if (object instanceof MapValue(var members)) {
                members.forEach((name, value) -> {
                    if (value.isScalar() == scalar) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }

    private static boolean isNothing(Value value) {
        return switch (value) {
            case NullValue _ -> true;
            case BooleanValue(boolean flag) -> !flag;
            case IntegerValue(var number) -> number.signum() == 0;
            case DecimalValue(double number) -> number == 0;
            case TextValue(String text) -> text.isEmpty();
            case BytesValue bytes -> bytes.content().length == 0;
            case ListValue(var items) -> items.isEmpty();
            case MapValue(var members) -> members.isEmpty();
        };
    }
}
