package dev.penstock.cli.codepipeline.query;

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

/** What a function gets. */
sealed interface Argument {
    record Plain(Value value) implements Argument {}

    /** To be evaluated by the function, for each element of a list. */
    record Expression(Node node) implements Argument {
        Value of(Value element) {
            return Evaluator.evaluate(node, element);
        }
    }

    /** JMESPath's name of the type. */
    default String type() {
        return switch (this) {
            case Plain(Value value) -> type(value);
            case Expression _ -> "expref";
        };
    }

    /** As messages show it. */
    default String shown() {
        return switch (this) {
            case Plain(Value value) -> PythonText.plain(value);
            case Expression _ -> "&expression";
        };
    }

    static String type(Value value) {
        return switch (value) {
            case NullValue _ -> "null";
            case BooleanValue _ -> "boolean";
            case IntegerValue _, DecimalValue _ -> "number";
            case TextValue _, BytesValue _ -> "string";
            case ListValue _ -> "array";
            case MapValue _ -> "object";
        };
    }
}
