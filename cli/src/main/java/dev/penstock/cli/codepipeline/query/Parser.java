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
import dev.penstock.cli.codepipeline.query.Token.Kind;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of tokens, by the precedence of operators: each token says how tightly it binds what stands before it, and
 * an expression ends where something binds less than what it belongs to.
 */
final class Parser {
    private static final Node CURRENT = new Current();
    private static final int DEEPEST = 200;

    private final String query;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(String query) {
        this.query = query;
        this.tokens = Lexer.tokens(query);
    }

    /**
     * @throws QueryException if the text is no JMESPath expression
     */
    static Node parse(String query) {
        if (query.isEmpty()) {
            throw new QueryException("Invalid JMESPath expression: cannot be empty.");
        }
        Parser parser = new Parser(query);
        Node node = parser.expression(0);
        if (parser.kind() != Kind.END) {
            throw parser.unexpected();
        }
        return node;
    }

    private Node expression(int power) {
        if (++depth > DEEPEST) {
            throw new QueryException("Nested too deeply: " + query);
        }
        Node node = beginning(advance());
        while (power < kind().power()) {
            node = continuation(node, advance().kind());
        }
        depth--;
        return node;
    }

    /** An expression that this token begins. */
    private Node beginning(Token token) {
        return switch (token.kind()) {
            case LITERAL -> new Literal(token.value());
            case NAME -> new Field(text(token));
            case QUOTED_NAME -> {
                if (kind() == Kind.LEFT_PARENTHESIS) {
                    throw unexpected();
                }
                yield new Field(text(token));
            }
            case CURRENT -> CURRENT;
            case STAR -> new ObjectProjection(CURRENT, kind() == Kind.RIGHT_BRACKET ? CURRENT : projected(Kind.STAR));
            case FILTER -> filter(CURRENT);
            case FLATTEN -> new ListProjection(new Flatten(CURRENT), projected(Kind.FLATTEN));
            case LEFT_BRACE -> hash();
            case LEFT_PARENTHESIS -> {
                Node inner = expression(0);
                take(Kind.RIGHT_PARENTHESIS);
                yield inner;
            }
            case NOT -> new Not(expression(Kind.NOT.power()));
            case EXPRESSION -> new Reference(expression(Kind.EXPRESSION.power()));
            case LEFT_BRACKET -> {
                if (kind() == Kind.NUMBER || kind() == Kind.COLON) {
                    yield index(CURRENT);
                }
                if (kind() == Kind.STAR && kindAfter() == Kind.RIGHT_BRACKET) {
                    at += 2;
                    yield new ListProjection(CURRENT, projected(Kind.STAR));
                }
                yield list();
            }
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    /** What becomes of the left side when this operator follows. */
    private Node continuation(Node left, Kind operator) {
        return switch (operator) {
            case DOT -> {
                if (kind() == Kind.STAR) {
                    at++;
                    yield new ObjectProjection(left, projected(Kind.DOT));
                }
                yield new Chain(left, afterDot(Kind.DOT.power()));
            }
            case PIPE -> new Chain(left, expression(operator.power()));
            case OR -> new Or(left, expression(operator.power()));
            case AND -> new And(left, expression(operator.power()));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                new Comparison(operator, left, expression(operator.power()));
            case FLATTEN -> new ListProjection(new Flatten(left), projected(operator));
            case FILTER -> filter(left);
            case LEFT_BRACKET -> {
                if (kind() == Kind.NUMBER || kind() == Kind.COLON) {
                    yield index(left);
                }
                take(Kind.STAR);
                take(Kind.RIGHT_BRACKET);
                yield new ListProjection(left, projected(Kind.STAR));
            }
            case LEFT_PARENTHESIS -> {
                if (!(left instanceof Field(String function))) {
                    at--;
                    throw unexpected();
                }
                yield new Call(function, arguments());
            }
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        while (kind() != Kind.RIGHT_PARENTHESIS) {
            arguments.add(expression(0));
            if (kind() == Kind.COMMA) {
                at++;
            }
        }
        take(Kind.RIGHT_PARENTHESIS);
        return arguments;
    }

    private Node filter(Node list) {
        Node condition = expression(0);
        take(Kind.RIGHT_BRACKET);
        return new FilterProjection(list, condition, kind() == Kind.FLATTEN ? CURRENT : projected(Kind.FILTER));
    }

    private Node index(Node of) {
        if (kind() == Kind.COLON || kindAfter() == Kind.COLON) {
            // A slice directly after another index begins no projection: so does the AWS CLI's library.
            return of instanceof Indexed
                    ? new Indexed(of, slice())
                    : new ListProjection(new Indexed(of, slice()), projected(Kind.STAR));
        }
        Node index = new Index(number());
        take(Kind.RIGHT_BRACKET);
        return new Indexed(of, index);
    }

    private Node slice() {
        @Nullable BigInteger[] parts = new @Nullable BigInteger[3];
        int part = 0;
        while (kind() != Kind.RIGHT_BRACKET) {
            if (kind() == Kind.COLON && part < 2) {
                part++;
                at++;
            } else {
                parts[part] = number();
            }
        }
        take(Kind.RIGHT_BRACKET);
        return new Slice(parts[0], parts[1], parts[2]);
    }

    private BigInteger number() {
        if (tokens.get(at).value() instanceof IntegerValue(BigInteger number) && kind() == Kind.NUMBER) {
            at++;
            return number;
        }
        throw unexpected();
    }

    private Node list() {
        List<Node> items = new ArrayList<>();
        items.add(expression(0));
        while (kind() != Kind.RIGHT_BRACKET) {
            take(Kind.COMMA);
            items.add(expression(0));
        }
        at++;
        return new MultiSelectList(items);
    }

    private Node hash() {
        SequencedMap<String, Node> members = new LinkedHashMap<>();
        do {
            if (kind() != Kind.NAME && kind() != Kind.QUOTED_NAME) {
                throw unexpected();
            }
            String name = text(advance());
            take(Kind.COLON);
            members.put(name, expression(0));
            if (kind() == Kind.COMMA) {
                at++;
                if (kind() == Kind.RIGHT_BRACE) {
                    throw unexpected();
                }
            }
        } while (kind() != Kind.RIGHT_BRACE);
        at++;
        return new MultiSelectHash(members);
    }

    /** What is made of each element of the projection that ends here. */
    private Node projected(Kind projection) {
        if (kind().power() < Kind.ENDS_PROJECTION) {
            return CURRENT;
        }
        return switch (kind()) {
            case LEFT_BRACKET, FILTER -> expression(projection.power());
            case DOT -> {
                at++;
                yield afterDot(projection.power());
            }
            default -> throw unexpected();
        };
    }

    private Node afterDot(int power) {
        return switch (kind()) {
            case NAME, QUOTED_NAME, STAR -> expression(power);
            case LEFT_BRACKET -> {
                at++;
                yield list();
            }
            case LEFT_BRACE -> {
                at++;
                yield hash();
            }
            default -> throw unexpected();
        };
    }

    private Kind kind() {
        return tokens.get(at).kind();
    }

    private Kind kindAfter() {
        return at + 1 < tokens.size() ? tokens.get(at + 1).kind() : Kind.END;
    }

    private Token advance() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size());
        if (token.kind() == Kind.END) {
            at--;
            throw unexpected();
        }
        return token;
    }

    private void take(Kind kind) {
        if (kind() != kind) {
            throw unexpected();
        }
        at++;
    }

    private static String text(Token token) {
        return token.value() instanceof TextValue(String text) ? text : PythonText.plain(token.value());
    }

    private QueryException unexpected() {
        Token token = tokens.get(at);
        return new QueryException(
                token.kind() == Kind.END
                        ? "Incomplete expression: " + query
                        : "Unexpected token " + PythonText.plain(token.value()) + " at column " + token.position()
                                + " of " + query);
    }
}
