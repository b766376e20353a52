package dev.penstock.cli.codepipeline.input;

import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML in place of JSON, read by the JSON schema of YAML 1.2: dates and the like stay text. */
final class YamlInput {
    private YamlInput() {}

    /**
     * @throws InvalidValue if the text is no YAML
     */
    static Value read(String text) {
        try {
            return value(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (YamlEngineException e) {
            throw OptionReader.parsing(Command.INPUT_YAML, "Invalid YAML: " + e.getMessage());
        }
    }

    private static Value value(@Nullable Object node) {
        return switch (node) {
            case null -> Value.NULL;
            case Boolean flag -> Value.of(flag);
            case BigInteger number -> new IntegerValue(number);
            case Long number -> Value.of(number);
            case Integer number -> Value.of(number.longValue());
            case Double number -> new DecimalValue(number);
            case byte[] bytes -> new BytesValue(bytes);
            case List<?> items ->
                new ListValue(items.stream().map(YamlInput::value).toList());
            case Map<?, ?> members -> {
                MapValue map = new MapValue();
                members.forEach((key, member) -> map.members().put(String.valueOf(key), value(member)));
                yield map;
            }
            default -> Value.of(node.toString());
        };
    }
}
