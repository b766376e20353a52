package dev.penstock.cli.codepipeline.grammar;

import dev.penstock.api.model.ServiceModel;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All commands by name. What a command consists of is read when it is asked for, and nothing else is. */
public final class CommandTable {
    /** Name of the service, and prefix of {@code X-Amz-Target}. */
    public static final String SERVICE = "CodePipeline_20150709";

    private static final String HELP = "help";

    private final Map<String, String> operations = new LinkedHashMap<>();

    public CommandTable() {
        resource("operations.txt").lines().forEach(operation -> operations.put(KebabCase.of(operation), operation));
    }

    /** In alphabetical order. */
    public List<String> names() {
        return List.copyOf(operations.keySet());
    }

    /**
     * Reads the word that names the operation.
     *
     * @throws UsageException if there is none, or no such operation
     */
    public Parsed read(List<String> words) {
        List<String> choices = new ArrayList<>(operations.keySet());
        choices.add(HELP);
        return new WordReader(List.of(), new Positional("operation", true, choices)).read(words);
    }

    /** The API's name of the operation that a command calls. */
    public String operation(String name) {
        String operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("no command " + name);
        }
        return operation;
    }

    /** The command of this name. */
    public Command command(String name) {
        String operation = operation(name);
        Map<?, ?> source = (Map<?, ?>) plain(JsonReader.read(resource(operation + ".json")));
        return Command.of(ServiceModel.of(strings(source)).operation(operation).orElseThrow());
    }

    private static String resource(String file) {
        try (InputStream in = ServiceModel.class.getResourceAsStream(SERVICE + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing: the build of the api module did not end");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    private static Map<String, ?> strings(Map<?, ?> source) {
        return (Map<String, ?>) source;
    }

    private static Object plain(Value value) {
        return switch (value) {
            case TextValue(String text) -> text;
            case IntegerValue(var number) -> number.longValueExact();
            case BooleanValue(boolean flag) -> flag;
            case ListValue(var items) -> items.stream().map(CommandTable::plain).toList();
            case MapValue(var members) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                members.forEach((name, member) -> map.put(name, plain(member)));
                yield map;
            }
            default -> throw new IllegalStateException("not in a model: " + value);
        };
    }
}
