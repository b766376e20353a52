package dev.penstock.cli.admission;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.admission.Finding.Level;
import dev.penstock.cli.admission.SourceValue.Fields;
import dev.penstock.cli.admission.SourceValue.Flag;
import dev.penstock.cli.admission.SourceValue.Items;
import dev.penstock.cli.admission.SourceValue.Nothing;
import dev.penstock.cli.admission.SourceValue.Number;
import dev.penstock.cli.admission.SourceValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a declaration by its model. Values of the wrong type are errors; members that the model does not have are
 * warnings, since the API passes over them.
 */
final class DeclarationReader {
    private final Reading reading = new Reading();
    private final Spelling spelling;

    DeclarationReader(Spelling spelling) {
        this.spelling = spelling;
    }

    Reading read(Fields declaration, StructureShape shape) {
        reading.place(Reading.ROOT, declaration);
        spelling.absentMembers().forEach(member -> {
            if (spelling.find(declaration, member) == null) {
                reading.unknown(Reading.ROOT + "." + member);
            }
        });
        reading.tree(structure(declaration, shape, Reading.ROOT));
        return reading;
    }

    private Map<String, @Nullable Object> structure(Fields fields, StructureShape shape, String path) {
        repeated(fields, path);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (Member member : shape.members().values()) {
            SourceValue value = spelling.find(fields, member.name());
            if (value != null) {
                put(tree, member.name(), value, member.target(), path + "." + member.name());
            }
        }
        fields.members().forEach((name, value) -> {
            if (!spelling.has(shape, name)) {
                reading.found(
                        value,
                        Level.WARNING,
                        path + "." + name,
                        "unknown-member",
                        "'" + name + "' is not a member of " + shape.name() + ", and is passed over");
            }
        });
        return tree;
    }

    private void put(Map<String, @Nullable Object> tree, String name, SourceValue value, Shape shape, String path) {
        Object read = value(spelling.arranged(name, value), shape, path);
        if (read != null) {
            tree.put(name, read);
        }
    }

    private @Nullable Object value(SourceValue written, Shape shape, String path) {
        reading.place(path, written);
        Optional<String> function = spelling.function(written);
        if (function.isPresent()) {
            return unknown(function.get(), shape, path);
        }
        SourceValue value = spelling.resolved(written);
        if (value instanceof Nothing) {
            return null;
        }
        return switch (shape) {
            case StringShape _ -> text(value, path);
            case IntegerShape _ -> integer(value, path);
            case BooleanShape _ -> value instanceof Flag flag ? flag.value() : wrong(value, path, "true or false");
            case TimestampShape _ -> wrong(value, path, "a point in time");
            case StructureShape structure ->
                value instanceof Fields fields ? structure(fields, structure, path) : wrong(value, path, "an object");
            case ListShape list ->
                value instanceof Items items ? list(items, list, path) : wrong(value, path, "a list");
            case MapShape map ->
                value instanceof Fields fields ? map(fields, map, path) : wrong(value, path, "an object");
        };
    }

    /** Equal functions have equal values, so that names by which things refer to each other still do. */
    private @Nullable Object unknown(String function, Shape shape, String path) {
        reading.unknown(path);
        if (!(shape instanceof StringShape text && text.values().isEmpty())) {
            return null;
        }
        reading.standIn(function);
        return function;
    }

    private @Nullable String text(SourceValue value, String path) {
        String text = switch (value) {
            case Text written -> written.value();
            case Number number when spelling.convertsScalars() -> number.value();
            case Flag flag when spelling.convertsScalars() -> Boolean.toString(flag.value());
            default -> null;
        };
        if (text == null) {
            wrong(value, path, value instanceof Number || value instanceof Flag ? "text; put it into quotes" : "text");
            return null;
        }
        reading.text(path, text);
        return text;
    }

    private @Nullable Integer integer(SourceValue value, String path) {
        String digits = switch (value) {
            case Number number -> number.value();
            case Text text when spelling.convertsScalars() -> text.value();
            default -> "";
        };
        try {
            return Integer.valueOf(digits);
        } catch (NumberFormatException e) {
            wrong(value, path, "a whole number");
            return null;
        }
    }

    private List<@Nullable Object> list(Items items, ListShape shape, String path) {
        List<@Nullable Object> list = new ArrayList<>();
        for (SourceValue item : items.list()) {
            // Items that cannot be read keep their place, or the paths of those behind them would be wrong.
            list.add(value(item, shape.member(), path + "." + (list.size() + 1) + ".member"));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(Fields fields, MapShape shape, String path) {
        repeated(fields, path);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        // The API's paths tell structures in a map from plain values.
        String end = shape.value() instanceof StructureShape ? ".member" : "";
        fields.members().forEach((key, value) -> put(map, key, value, shape.value(), path + "." + key + end));
        return map;
    }

    private void repeated(Fields fields, String path) {
        fields.repeated()
                .forEach(at -> reading.found(
                        at, Level.WARNING, path, "repeated-member", "the member is given twice; only the last counts"));
    }

    private @Nullable Object wrong(SourceValue value, String path, String wanted) {
        reading.unknown(path);
        reading.found(value, Level.ERROR, path, "type", "'" + path + "' must be " + wanted);
        return null;
    }
}
