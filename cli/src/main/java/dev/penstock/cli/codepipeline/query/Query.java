package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.value.Value;

/**
 * A JMESPath expression, with the answers and error texts of the library that the AWS CLI uses (spec cli 13); kept
 * libraries for Java differ in both.
 */
public final class Query {
    private final Node root;

    private Query(Node root) {
        this.root = root;
    }

    /**
     * @throws QueryException if the text is no expression
     */
    public static Query of(String expression) {
        return new Query(Parser.parse(expression));
    }

    /**
     * @throws QueryException if a function cannot be called so
     */
    public Value apply(Value value) {
        return Evaluator.evaluate(root, value);
    }
}
