package dev.penstock.cli.codepipeline.input;

import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.grammar.Parsed;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the members of a request from options and {@code --cli-input-json} (spec cli 3, 8). */
public final class RequestReader {
    private final OptionReader options;

    public RequestReader(ParameterFiles files) {
        this.options = new OptionReader(files);
    }

    /**
     * The members given as options in the options' order, then those of the input that no option gave.
     *
     * @throws InvalidValue at the first value that is none
     */
    public MapValue read(Command command, Parsed parsed) {
        MapValue request = new MapValue();
        for (Parameter parameter : command.parameters()) {
            List<String> words = parsed.values().get(parameter.key());
            if (words != null) {
                request.members().put(parameter.member().name(), options.read(parameter, words));
            }
        }
        parsed.value(Command.INPUT_JSON)
                .ifPresent(given -> merge(
                        request,
                        input(Command.INPUT_JSON, given, text -> OptionReader.json(Command.INPUT_JSON, text))));
        parsed.value(Command.INPUT_YAML)
                .ifPresent(given -> merge(request, input(Command.INPUT_YAML, given, YamlInput::read)));
        return request;
    }

    private interface Syntax {
        Value read(String text);
    }

    private MapValue input(String option, String given, Syntax syntax) {
        String text = switch (options.fileOrText("--" + option, given)) {
            case TextValue(String content) -> content;
            case BytesValue bytes -> new String(bytes.content(), StandardCharsets.UTF_8);
            default -> given;
        };
        Value value = syntax.read(text);
        if (value instanceof MapValue map) {
            return map;
        }
        throw OptionReader.parsing(
                option,
                "an object with the members of the request is needed, this is of type " + PythonText.type(value));
    }

    private static void merge(MapValue request, MapValue input) {
        input.members().forEach(request.members()::putIfAbsent);
    }
}
