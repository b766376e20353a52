package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.query.Token.Kind;
import dev.penstock.cli.codepipeline.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A part of a query. */
sealed interface Node {
    /** The value at hand. */
    record Current() implements Node {}

    record Field(String name) implements Node {}

    record Literal(Value value) implements Node {}

    record Index(BigInteger index) implements Node {}

    record Slice(
            @Nullable BigInteger start,
            @Nullable BigInteger stop,
            @Nullable BigInteger step) implements Node {}

    /** The second of the value of the first: dots and pipes. */
    record Chain(Node first, Node second) implements Node {}

    /** An index or slice of the value of a node. */
    record Indexed(Node of, Node index) implements Node {}

    record Flatten(Node of) implements Node {}

    /** What is made of each item of a list. */
    record ListProjection(Node list, Node each) implements Node {}

    /** What is made of each value of an object. */
    record ObjectProjection(Node object, Node each) implements Node {}

    record FilterProjection(Node list, Node condition, Node each) implements Node {}

    record Comparison(Kind operator, Node left, Node right) implements Node {}

    record Or(Node left, Node right) implements Node {}

    record And(Node left, Node right) implements Node {}

    record Not(Node of) implements Node {}

    record MultiSelectList(List<Node> items) implements Node {}

    record MultiSelectHash(SequencedMap<String, Node> members) implements Node {}

    record Call(String function, List<Node> arguments) implements Node {}

    /** A part that is handed to a function, unevaluated. */
    record Reference(Node of) implements Node {}
}
