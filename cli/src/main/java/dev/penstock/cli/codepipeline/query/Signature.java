package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.query.Argument.Plain;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What arguments a function takes.
 *
 * @param types for each argument, the types it may have; none listed = any
 * @param open whether more may follow the last one
 */
record Signature(boolean open, List<List<String>> types) {
    private static final String TYPED_ARRAY = "array-";

    static Signature of(String... types) {
        return new Signature(false, split(types));
    }

    /** At least these; further ones are not checked, as in the AWS CLI's library. */
    static Signature open(String... types) {
        return new Signature(true, split(types));
    }

    private static List<List<String>> split(String... types) {
        return List.of(types).stream()
                .map(type -> type.isEmpty() ? List.<String>of() : List.of(type.split("\\|")))
                .toList();
    }

    /**
     * @throws QueryException if the arguments do not fit
     */
    void check(String function, List<Argument> arguments) {
        int wanted = types.size();
        if (open ? arguments.size() < wanted : arguments.size() != wanted) {
            throw new QueryException("Expected " + (open ? "at least " : "") + wanted + " argument"
                    + (wanted == 1 ? "" : "s") + " for function " + function + "(), received " + arguments.size());
        }
        for (int i = 0; i < wanted; i++) {
            check(function, arguments.get(i), types.get(i));
        }
    }

    private static void check(String function, Argument argument, List<String> types) {
        if (types.isEmpty()) {
            return;
        }
        boolean fits = types.stream()
                .anyMatch(type -> type.equals(argument.type())
                        || type.startsWith(TYPED_ARRAY) && argument.type().equals("array"));
        if (!fits) {
            throw wrongType(function, argument.shown(), types, argument.type());
        }
        List<String> elements = types.stream()
                .filter(type -> type.startsWith(TYPED_ARRAY))
                .map(type -> type.substring(TYPED_ARRAY.length()))
                .toList();
        if (!elements.isEmpty() && argument instanceof Plain(ListValue(var items)) && !items.isEmpty()) {
            // All must have the type of the first one.
            List<String> allowed = elements.size() == 1
                    ? elements
                    : elements.stream()
                            .filter(Argument.type(items.getFirst())::equals)
                            .toList();
            for (Value item : items) {
                if (!allowed.contains(Argument.type(item))) {
                    throw wrongType(function, PythonText.plain(item), types, PythonText.type(item));
                }
            }
        }
    }

    static QueryException wrongType(String function, String value, List<String> expected, String received) {
        return new QueryException("In function " + function + "(), invalid type for value: " + value
                + ", expected one of: "
                + expected.stream().map(PythonText::literal).collect(Collectors.joining(", ", "[", "]"))
                + ", received: \"" + received + "\"");
    }
}
