package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.query.Token.Kind;
import dev.penstock.cli.codepipeline.value.Blanks;
import dev.penstock.cli.codepipeline.value.JsonReader;
import dev.penstock.cli.codepipeline.value.JsonSyntaxException;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. */
final class Lexer {
    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    /** All tokens, the last one is {@link Kind#END}. */
    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        while (lexer.at < query.length()) {
            lexer.next();
        }
        lexer.add(Kind.END, Value.of(""), query.length());
        return lexer.tokens;
    }

    private void next() {
        char c = query.charAt(at);
        switch (c) {
            case ' ', '\t', '\n', '\r' -> at++;
            case '.' -> single(Kind.DOT);
            case '*' -> single(Kind.STAR);
            case ']' -> single(Kind.RIGHT_BRACKET);
            case ',' -> single(Kind.COMMA);
            case ':' -> single(Kind.COLON);
            case '@' -> single(Kind.CURRENT);
            case '(' -> single(Kind.LEFT_PARENTHESIS);
            case ')' -> single(Kind.RIGHT_PARENTHESIS);
            case '{' -> single(Kind.LEFT_BRACE);
            case '}' -> single(Kind.RIGHT_BRACE);
            case '[' -> {
                if (follows('?')) {
                    pair(Kind.FILTER);
                } else if (follows(']')) {
                    pair(Kind.FLATTEN);
                } else {
                    single(Kind.LEFT_BRACKET);
                }
            }
            case '|' -> either('|', Kind.OR, Kind.PIPE);
            case '&' -> either('&', Kind.AND, Kind.EXPRESSION);
            case '<' -> either('=', Kind.LESS_OR_EQUAL, Kind.LESS);
            case '>' -> either('=', Kind.GREATER_OR_EQUAL, Kind.GREATER);
            case '!' -> either('=', Kind.NOT_EQUAL, Kind.NOT);
            case '=' -> {
                if (!follows('=')) {
                    throw unknown();
                }
                pair(Kind.EQUAL);
            }
            case '\'' -> {
                int start = at;
                add(Kind.LITERAL, Value.of(delimited('\'').replace("\\'", "'")), start);
            }
            case '`' -> {
                int start = at;
                add(Kind.LITERAL, literal(delimited('`').replace("\\`", "`"), start), start);
            }
            case '"' -> {
                int start = at;
                add(Kind.QUOTED_NAME, json("\"" + delimited('"') + "\"", start), start);
            }
            default -> {
                if (isNameStart(c)) {
                    name();
                } else if (isDigit(c) || c == '-' && at + 1 < query.length() && isDigit(query.charAt(at + 1))) {
                    number();
                } else {
                    throw unknown();
                }
            }
        }
    }

    private void name() {
        int start = at;
        while (at < query.length() && (isNameStart(query.charAt(at)) || isDigit(query.charAt(at)))) {
            at++;
        }
        add(Kind.NAME, Value.of(query.substring(start, at)), start);
    }

    private void number() {
        int start = at++;
        while (at < query.length() && isDigit(query.charAt(at))) {
            at++;
        }
        add(Kind.NUMBER, new IntegerValue(new BigInteger(query.substring(start, at))), start);
    }

    /** The text up to the delimiter, without both; what a backslash precedes is no delimiter, and keeps it. */
    private String delimited(char delimiter) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < query.length() && query.charAt(at) != delimiter) {
            if (query.charAt(at) == '\\') {
                content.append('\\');
                at++;
            }
            if (at < query.length()) {
                content.append(query.charAt(at++));
            }
        }
        if (at >= query.length()) {
            throw new QueryException("Unclosed " + delimiter + " delimiter at column " + start + " of " + query);
        }
        at++;
        return content.toString();
    }

    /** JSON; what is none is a text without its quotes. */
    private Value literal(String content, int start) {
        try {
            return JsonReader.read(content);
        } catch (JsonSyntaxException e) {
            return json("\"" + Blanks.stripLeading(content) + "\"", start);
        }
    }

    private Value json(String text, int start) {
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw new QueryException("Bad token " + text + " at column " + start + " of " + query);
        }
    }

    private void either(char second, Kind both, Kind alone) {
        if (follows(second)) {
            pair(both);
        } else {
            single(alone);
        }
    }

    private boolean follows(char c) {
        return at + 1 < query.length() && query.charAt(at + 1) == c;
    }

    private void single(Kind kind) {
        add(kind, Value.of(query.substring(at, at + 1)), at++);
    }

    private void pair(Kind kind) {
        add(kind, Value.of(query.substring(at, at + 2)), at);
        at += 2;
    }

    private void add(Kind kind, Value value, int position) {
        tokens.add(new Token(kind, value, position));
    }

    private QueryException unknown() {
        return new QueryException("Unknown token " + query.charAt(at) + " at column " + at + " of " + query);
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
