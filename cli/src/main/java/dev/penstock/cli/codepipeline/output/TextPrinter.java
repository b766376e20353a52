package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lines with tabs, for other programs (spec cli 12, text). */
final class TextPrinter {
    private final StringBuilder out = new StringBuilder();

    private TextPrinter() {}

    static String print(Value value) {
        TextPrinter printer = new TextPrinter();
        printer.value(value, "");
        return printer.out.toString();
    }

    /**
     * @param key under which the value stands; empty at the top
     */
    private void value(Value value, String key) {
        switch (value) {
            case MapValue map -> object(map, key, scalarKeys(List.of(map)));
            case ListValue(var items) -> list(items, key);
            default -> out.append(PythonText.plain(value)).append('\n');
        }
    }

    private void object(MapValue map, String key, SortedSet<String> columns) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            Value cell = map.members().get(column);
            cells.add(cell == null ? "" : PythonText.plain(cell));
        }
        if (!cells.isEmpty()) {
            if (!key.isEmpty()) {
                cells.addFirst(key.toUpperCase(Locale.ROOT));
            }
            line(cells);
        }
        for (String name : new TreeSet<>(map.members().keySet())) {
            if (!columns.contains(name)) {
                value(map.members().getOrDefault(name, Value.NULL), name);
            }
        }
    }

    private void list(List<Value> items, String key) {
        List<MapValue> objects = items.stream()
                .filter(MapValue.class::isInstance)
                .map(MapValue.class::cast)
                .toList();
        if (!objects.isEmpty()) {
            SortedSet<String> columns = scalarKeys(objects);
            for (Value item : items) {
                if (item instanceof MapValue map) {
                    object(map, key, columns);
                } else {
                    value(item, key);
                }
            }
            return;
        }
        List<String> scalars =
                items.stream().filter(Value::isScalar).map(PythonText::plain).toList();
        if (!scalars.isEmpty()) {
            if (key.isEmpty()) {
                line(scalars);
            } else {
                scalars.forEach(scalar -> line(List.of(key.toUpperCase(Locale.ROOT), scalar)));
            }
        }
        items.stream().filter(item -> !item.isScalar()).forEach(item -> value(item, key));
    }

    private void line(List<String> cells) {
        out.append(String.join("\t", cells)).append('\n');
    }

    private static SortedSet<String> scalarKeys(List<MapValue> objects) {
        return objects.stream()
                .flatMap(object -> object.members().entrySet().stream())
                .filter(member -> member.getValue().isScalar())
                .map(member -> member.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
