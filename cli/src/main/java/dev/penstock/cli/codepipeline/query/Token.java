package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.value.Value;

/**
 * A word of a query.
 *
 * @param value what it stands for: the name, the number, the literal; else its text
 * @param position of its first character in the query
 */
record Token(Kind kind, Value value, int position) {

    /** What a token is, and how tightly it binds what stands before it. */
    enum Kind {
        END(0),
        NAME(0),
        QUOTED_NAME(0),
        LITERAL(0),
        NUMBER(0),
        CURRENT(0),
        EXPRESSION(0),
        COLON(0),
        COMMA(0),
        RIGHT_BRACKET(0),
        RIGHT_PARENTHESIS(0),
        RIGHT_BRACE(0),
        PIPE(1),
        OR(2),
        AND(3),
        EQUAL(5),
        NOT_EQUAL(5),
        LESS(5),
        LESS_OR_EQUAL(5),
        GREATER(5),
        GREATER_OR_EQUAL(5),
        FLATTEN(9),
        STAR(20),
        FILTER(21),
        DOT(40),
        NOT(45),
        LEFT_BRACE(50),
        LEFT_BRACKET(55),
        LEFT_PARENTHESIS(60);

        /** What binds less ends a projection. */
        static final int ENDS_PROJECTION = 10;

        private final int power;

        Kind(int power) {
            this.power = power;
        }

        int power() {
            return power;
        }
    }
}
