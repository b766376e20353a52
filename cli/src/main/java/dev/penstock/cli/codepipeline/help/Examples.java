package dev.penstock.cli.codepipeline.help;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.help.Manual.Block;
import dev.penstock.cli.codepipeline.help.Manual.Code;
import dev.penstock.cli.codepipeline.help.Manual.Paragraph;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls that could be made: with what is required, and from a file. A test runs them. */
final class Examples {
    private static final String ID = "f4f4ff82-2d11-45a2-bb3e-8a4e6f2c1d01";

    /** By shape, where a text of the shape's own name would not do. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("PipelineName", "bookshop"),
            Map.entry("StageName", "Test"),
            Map.entry("ActionName", "Check"),
            Map.entry("ActionProvider", "AcmeCheck"),
            Map.entry("ActionOwner", "Custom"),
            Map.entry("ActionTypeOwner", "ThirdParty"),
            Map.entry("Version", "1"),
            Map.entry("JobId", ID),
            Map.entry("ThirdPartyJobId", ID),
            Map.entry("Nonce", "3"),
            Map.entry("ClientToken", "2f5e8c1a-client-token"),
            Map.entry("PipelineExecutionId", ID),
            Map.entry("ActionExecutionId", ID),
            Map.entry("ApprovalToken", "1a2b3c4d-1a2b-4c3d-8e9f-1a2b3c4d5e6f"),
            Map.entry("RoleArn", "arn:aws:iam::123456789012:role/Pipeline"),
            Map.entry("ResourceArn", "arn:aws:codepipeline:us-east-1:123456789012:bookshop"),
            Map.entry("WebhookName", "bookshop-push"),
            Map.entry("DisabledReason", "release freeze"),
            Map.entry("JsonPath", "$.ref"));

    private final Command command;

    Examples(Command command) {
        this.command = command;
    }

    List<Block> blocks() {
        return List.of(
                new Paragraph("With what is needed:"),
                new Code(minimal()),
                new Paragraph("From a file:"),
                new Code(ManualAuthor.PROGRAM + " " + command.name() + " --" + Command.SKELETON + " > request.json\n"
                        + ManualAuthor.PROGRAM + " " + command.name() + " --" + Command.INPUT_JSON
                        + " file://request.json"));
    }

    private String minimal() {
        return words().stream().map(Examples::quoted).collect(Collectors.joining(" "));
    }

    /** The words of the first example. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of(ManualAuthor.PROGRAM.split(" ")));
        words.add(command.name());
        for (Parameter parameter : command.parameters()) {
            if (parameter.required()) {
                words.add(parameter.option());
                words.addAll(values(parameter.member().target()));
            }
        }
        return words;
    }

    private static List<String> values(Shape shape) {
        Value value = value(shape, true);
        if (value instanceof ListValue(var items)) {
            return items.stream().map(Examples::word).toList();
        }
        return List.of(word(value));
    }

    /** Text as it is, a flat structure in short form, all else as JSON. */
    private static String word(Value value) {
        if (value instanceof MapValue(var members) && members.values().stream().allMatch(Value::isScalar)) {
            return members.entrySet().stream()
                    .map(e -> e.getKey() + "=" + word(e.getValue()))
                    .collect(Collectors.joining(","));
        }
        return value instanceof TextValue(String text) ? text : JsonWriter.ascii(value);
    }

    /** A value with what is required in it. */
    private static Value value(Shape shape, boolean needed) {
        return switch (shape) {
            case StringShape string ->
                Value.of(TEXTS.getOrDefault(
                        string.name(),
                        string.values().isEmpty()
                                ? text(string)
                                : string.values().getFirst()));
            case IntegerShape integer -> Value.of(least(integer.range(), 1));
            case BooleanShape _ -> Value.of(true);
            case TimestampShape _ -> Value.of("2026-11-01T12:00:00Z");
            case ListShape list -> {
                ListValue items = new ListValue();
                for (long i = 0; i < least(list.length(), needed ? 1 : 0); i++) {
                    items.items().add(value(list.member(), true));
                }
                yield items;
            }
            case MapShape _ -> new MapValue();
            case StructureShape structure -> {
                MapValue map = new MapValue();
                structure.members().values().stream()
                        .filter(member -> member.required())
                        .forEach(member -> map.members().put(member.name(), value(member.target(), true)));
                yield map;
            }
        };
    }

    private static long least(Bounds bounds, long usual) {
        return bounds.min() == null ? usual : Math.max(bounds.min(), usual);
    }

    private static String text(StringShape shape) {
        String name =
                Character.toLowerCase(shape.name().charAt(0)) + shape.name().substring(1);
        long least = least(shape.length(), 1);
        return name.length() >= least ? name : name.repeat((int) (least / name.length() + 1));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
