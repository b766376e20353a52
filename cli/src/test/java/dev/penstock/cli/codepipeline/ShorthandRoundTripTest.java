package dev.penstock.cli.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.input.OptionReader;
import dev.penstock.cli.codepipeline.input.ParameterFiles;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every structure of the API can be written in short form and as JSON, and is the same in both. */
class ShorthandRoundTripTest {
    private static final List<Parameter> STRUCTURES = structures();
    private static final OptionReader READER = new OptionReader(new ParameterFiles(new Surroundings(
            Map.of(),
            Path.of(""),
            InputStream.nullInputStream(),
            System.out,
            System.err,
            new Surroundings.Screen(false, 80),
            InstantSource.system(),
            () -> ZoneOffset.UTC,
            Random::new,
            _ -> false,
            _ -> Optional.empty())));

    private static List<Parameter> structures() {
        CommandTable table = new CommandTable();
        return table.names().stream()
                .flatMap(name -> table.command(name).parameters().stream())
                .filter(parameter -> isStructure(parameter.member().target()))
                .toList();
    }

    private static boolean isStructure(Shape shape) {
        return shape instanceof StructureShape
                || shape instanceof MapShape
                || shape instanceof ListShape list && isStructure(list.member());
    }

    @Property(tries = 60)
    void shortFormAndJsonAreReadAsTheSameValue(@ForAll long seed) {
        ModelValues values = new ModelValues(new Random(seed));
        assertThat(STRUCTURES).hasSizeGreaterThan(20);
        for (Parameter parameter : STRUCTURES) {
            Value value = values.value(parameter.member().target(), 0);
            List<Value> elements = value instanceof ListValue(var items) ? items : List.of(value);
            // Nothing at all has no short form.
            if (!elements.isEmpty() && elements.stream().noneMatch(ShorthandRoundTripTest::isEmpty)) {
                List<String> words =
                        elements.stream().map(ShorthandRoundTripTest::pairs).toList();
                assertThat(READER.read(parameter, words)).as("%s", words).isEqualTo(value);
            }
            assertThat(READER.read(parameter, List.of(JsonWriter.ascii(value)))).isEqualTo(value);
            assertThat(JsonReader.read(JsonWriter.indented(value))).isEqualTo(value);
        }
    }

    private static boolean isEmpty(Value value) {
        return value instanceof MapValue(var members) && members.isEmpty();
    }

    private static String pairs(Value value) {
        return ((MapValue) value)
                .members().entrySet().stream()
                        .map(member -> member.getKey() + "=" + written(member.getValue()))
                        .collect(Collectors.joining(","));
    }

    private static String written(Value value) {
        return switch (value) {
            case MapValue map -> "{" + pairs(map) + "}";
            case ListValue(var items) ->
                items.stream().map(ShorthandRoundTripTest::written).collect(Collectors.joining(",", "[", "]"));
            case TextValue(String text) -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
            default -> JsonWriter.ascii(value);
        };
    }
}
