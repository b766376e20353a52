package dev.penstock.cli.codepipeline.input;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.shorthand.ShapeFitting;
import dev.penstock.cli.codepipeline.shorthand.ShorthandException;
import dev.penstock.cli.codepipeline.shorthand.ShorthandReader;
import dev.penstock.cli.codepipeline.value.Blanks;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.PythonInteger;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.util.ArrayList;
import java.util.List;

/** Makes the value of a member from the words of its option (spec cli 4 to 7). */
public final class OptionReader {
    private final ParameterFiles files;

    public OptionReader(ParameterFiles files) {
        this.files = files;
    }

    /**
     * @param words of the option; for a flag its state
     * @throws InvalidValue if they are no value for this member
     */
    public Value read(Parameter parameter, List<String> words) {
        Shape shape = parameter.member().target();
        if (shape instanceof BooleanShape) {
            return Value.of(words.getFirst().equals("true"));
        }
        Value single = words.size() == 1 ? fileOrText(parameter.option(), words.getFirst()) : Value.NULL;
        boolean fromFile = single instanceof BytesValue
                || single instanceof TextValue(String text) && !text.equals(words.getFirst());
        return switch (shape) {
            case ListShape list when fromFile -> listFromFile(parameter, list, single);
            case ListShape list -> list(parameter, list, words);
            case StructureShape _, MapShape _ -> structure(parameter, single);
            case IntegerShape _ -> new IntegerValue(PythonInteger.parse(PythonText.plain(single)));
            case StringShape _, TimestampShape _, BooleanShape _ -> single;
        };
    }

    /** The content of the file that the word names, or the word. */
    Value fileOrText(String option, String word) {
        try {
            return files.load(word).orElseGet(() -> Value.of(word));
        } catch (InvalidValue e) {
            throw parsing(option, String.valueOf(e.getMessage()));
        }
    }

    private Value structure(Parameter parameter, Value value) {
        if (!(value instanceof TextValue(String text))) {
            throw parsing(parameter.option(), "bytes cannot be a structure, use file:// instead of fileb://");
        }
        return startsWith(text, "[{") ? jsonObject(parameter, text) : shorthand(parameter, text);
    }

    private Value shorthand(Parameter parameter, String text) {
        return ShapeFitting.fit(
                shorthandUnfitted(parameter, text), parameter.member().target());
    }

    private Value shorthandUnfitted(Parameter parameter, String text) {
        try {
            return ShorthandReader.read(text, files::load);
        } catch (ShorthandException e) {
            throw parsing(parameter.option(), String.valueOf(e.getMessage()));
        }
    }

    private Value list(Parameter parameter, ListShape list, List<String> words) {
        if (words.isEmpty()) {
            return new ListValue();
        }
        String first = words.getFirst();
        boolean structures = !(list.member() instanceof StringShape);
        if (structures && !startsWith(first, "[{")) {
            List<Value> parsed = new ArrayList<>();
            words.forEach(word -> parsed.add(shorthandUnfitted(parameter, word)));
            return ShapeFitting.fit(new ListValue(parsed), list);
        }
        if (words.size() == 1 && startsWith(first, "[")) {
            return json(parameter.option(), first);
        }
        List<Value> items = new ArrayList<>();
        for (String word : words) {
            items.add(structures ? jsonObject(parameter, word) : Value.of(word));
        }
        return new ListValue(items);
    }

    /** A file stands for the whole list: its content is one text (with its oddities, spec cli 5). */
    private Value listFromFile(Parameter parameter, ListShape list, Value content) {
        if (!(content instanceof TextValue(String text))) {
            List<Value> numbers = new ArrayList<>();
            for (byte b : ((BytesValue) content).content()) {
                numbers.add(Value.of(b & 0xff));
            }
            return new ListValue(numbers);
        }
        if (startsWith(text, "[")) {
            return json(parameter.option(), text);
        }
        boolean structures = !(list.member() instanceof StringShape);
        if (structures && !startsWith(text, "{")) {
            return shorthandUnfitted(parameter, text);
        }
        List<Value> characters = new ArrayList<>();
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(c -> characters.add(structures ? jsonObject(parameter, c) : Value.of(c)));
        return new ListValue(characters);
    }

    private Value jsonObject(Parameter parameter, String text) {
        if (!startsWith(text, "{")) {
            throw parsing(parameter.option(), "Invalid JSON:\n" + text);
        }
        return json(parameter.option(), text);
    }

    static Value json(String name, String text) {
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw parsing(name, "Invalid JSON: " + e.getMessage() + "\nJSON received: " + text);
        }
    }

    static InvalidValue parsing(String name, String problem) {
        return new InvalidValue("Error parsing parameter '" + name + "': " + problem);
    }

    private static boolean startsWith(String text, String anyOf) {
        String stripped = Blanks.stripLeading(text);
        return !stripped.isEmpty() && anyOf.indexOf(stripped.charAt(0)) >= 0;
    }
}
