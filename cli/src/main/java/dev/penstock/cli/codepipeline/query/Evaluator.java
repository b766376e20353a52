package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.query.Node.And;
import dev.penstock.cli.codepipeline.query.Node.Call;
import dev.penstock.cli.codepipeline.query.Node.Chain;
import dev.penstock.cli.codepipeline.query.Node.Comparison;
import dev.penstock.cli.codepipeline.query.Node.Current;
import dev.penstock.cli.codepipeline.query.Node.Field;
import dev.penstock.cli.codepipeline.query.Node.FilterProjection;
import dev.penstock.cli.codepipeline.query.Node.Flatten;
import dev.penstock.cli.codepipeline.query.Node.Index;
import dev.penstock.cli.codepipeline.query.Node.Indexed;
import dev.penstock.cli.codepipeline.query.Node.ListProjection;
import dev.penstock.cli.codepipeline.query.Node.Literal;
import dev.penstock.cli.codepipeline.query.Node.MultiSelectHash;
import dev.penstock.cli.codepipeline.query.Node.MultiSelectList;
import dev.penstock.cli.codepipeline.query.Node.Not;
import dev.penstock.cli.codepipeline.query.Node.ObjectProjection;
import dev.penstock.cli.codepipeline.query.Node.Or;
import dev.penstock.cli.codepipeline.query.Node.Reference;
import dev.penstock.cli.codepipeline.query.Node.Slice;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Computes the value of a query's tree. */
final class Evaluator {
    private Evaluator() {}

    /**
     * @throws QueryException if a function cannot be called so
     */
    static Value evaluate(Node node, Value value) {
        return switch (node) {
            case Current _ -> value;
            case Field(String name) ->
                value instanceof MapValue(var members) ? members.getOrDefault(name, Value.NULL) : Value.NULL;
            case Literal(Value literal) -> literal;
            case Index(BigInteger index) ->
                value instanceof ListValue(var items) ? Sequences.at(items, index) : Value.NULL;
            case Slice slice ->
                value instanceof ListValue(var items)
                        ? new ListValue(Sequences.slice(items, slice.start(), slice.stop(), slice.step()))
                        : Value.NULL;
            case Chain(Node first, Node second) -> evaluate(second, evaluate(first, value));
            case Indexed(Node of, Node index) -> evaluate(index, evaluate(of, value));
            case Flatten(Node of) -> flatten(evaluate(of, value));
            case ListProjection(Node list, Node each) ->
                evaluate(list, value) instanceof ListValue(var items) ? project(items, each) : Value.NULL;
            case ObjectProjection(Node object, Node each) ->
                evaluate(object, value) instanceof MapValue(var members) ? project(members.values(), each) : Value.NULL;
            case FilterProjection(Node list, Node condition, Node each) ->
                evaluate(list, value) instanceof ListValue(var items)
                        ? project(
                                items.stream()
                                        .filter(item -> !isFalse(evaluate(condition, item)))
                                        .toList(),
                                each)
                        : Value.NULL;
            case Comparison(var operator, Node left, Node right) ->
                Comparisons.compare(operator, evaluate(left, value), evaluate(right, value));
            case Or(Node left, Node right) -> {
                Value first = evaluate(left, value);
                yield isFalse(first) ? evaluate(right, value) : first;
            }
            case And(Node left, Node right) -> {
                Value first = evaluate(left, value);
                yield isFalse(first) ? first : evaluate(right, value);
            }
            case Not(Node of) -> Value.of(Comparisons.isNothing(evaluate(of, value)));
            case MultiSelectList(List<Node> items) ->
                value instanceof NullValue
                        ? Value.NULL
                        : new ListValue(items.stream()
                                .map(item -> evaluate(item, value))
                                .toList());
            case MultiSelectHash(var members) -> {
                if (value instanceof NullValue) {
                    yield Value.NULL;
                }
                MapValue hash = new MapValue();
                members.forEach((name, member) -> hash.members().put(name, evaluate(member, value)));
                yield hash;
            }
            case Call(String function, List<Node> arguments) -> {
                List<Argument> evaluated = new ArrayList<>();
                for (Node argument : arguments) {
                    evaluated.add(
                            argument instanceof Reference(Node of)
                                    ? new Argument.Expression(of)
                                    : new Argument.Plain(evaluate(argument, value)));
                }
                yield Functions.call(function, evaluated);
            }
            // Only functions can do something with it.
            case Reference _ -> throw new QueryException("An expression reference can only be given to a function");
        };
    }

    private static Value flatten(Value value) {
        if (!(value instanceof ListValue(var items))) {
            return Value.NULL;
        }
        ListValue flat = new ListValue();
        for (Value item : items) {
            if (item instanceof ListValue(var inner)) {
                flat.items().addAll(inner);
            } else {
                flat.items().add(item);
            }
        }
        return flat;
    }

    private static Value project(Collection<Value> values, Node each) {
        ListValue projected = new ListValue();
        for (Value value : values) {
            Value made = evaluate(each, value);
            if (!(made instanceof NullValue)) {
                projected.items().add(made);
            }
        }
        return projected;
    }

    /** JMESPath's own idea: numbers are never false. */
    private static boolean isFalse(Value value) {
        return Comparisons.isEmpty(value) || value.equals(Value.of(false));
    }
}
