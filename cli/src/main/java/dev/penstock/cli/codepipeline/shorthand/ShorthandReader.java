package dev.penstock.cli.codepipeline.shorthand;

import dev.penstock.cli.codepipeline.value.Blanks;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code key=value,list=a,b,more={inner=[x,y]}} into text, lists and maps. The grammar stands in spec cli 6; what
 * the text means for a shape is not known here ({@link ShapeFitting} does that).
 *
 * <p>Positions count code points. One reader reads one text.
 */
public final class ShorthandReader {
    private static final int END = -1;
    private static final int DEEPEST = 300;
    private static final int LAST_BARE = 0xffff;

    private final int[] text;
    private final Function<String, Optional<Value>> files;
    private int at;
    private boolean fromFiles;
    private int depth;

    private ShorthandReader(String text, Function<String, Optional<Value>> files) {
        this.text = text.codePoints().toArray();
        this.files = files;
    }

    /**
     * @param files loads what a value after {@code @=} names, if it names a file
     * @throws ShorthandException if the text is no shorthand
     */
    public static MapValue read(String text, Function<String, Optional<Value>> files) {
        return new ShorthandReader(text, files).argument();
    }

    private MapValue argument() {
        MapValue argument = new MapValue();
        int end;
        do {
            end = at;
            if (!argument.members().isEmpty()) {
                expectBetweenBlanks(',');
            }
            String key = keyAndEquals();
            Value value = value();
            if (argument.members().containsKey(key)) {
                throw ShorthandException.repeated(key, text, end + 1);
            }
            argument.members().put(key, value);
        } while (at < text.length);
        return argument;
    }

    private String keyAndEquals() {
        int start = at;
        while (isKeyPart(current())) {
            at++;
        }
        String key = new String(text, start, at - start);
        skipBlanks();
        fromFiles = current() == '@';
        if (fromFiles) {
            at++;
        }
        expectBetweenBlanks('=');
        return key;
    }

    private Value value() {
        return switch (current()) {
            case END -> Value.of("");
            case '[' -> list();
            case '{' -> hash();
            default -> commaList();
        };
    }

    /** One value, or several with commas between; where the next key begins is seen only at its equals sign. */
    private Value commaList() {
        Value first = first();
        skipBlanks();
        if (current() != ',') {
            return first;
        }
        expectBetweenBlanks(',');
        ListValue list = new ListValue();
        list.items().add(first);
        while (true) {
            Optional<Value> next = second();
            if (next.isPresent()) {
                skipBlanks();
                if (at >= text.length) {
                    list.items().add(next.get());
                    break;
                }
                if (current() == ',') {
                    expectBetweenBlanks(',');
                    list.items().add(next.get());
                    continue;
                }
            } else if (at >= text.length) {
                throw missing("second");
            }
            while (text[at] != ',') {
                at--;
            }
            break;
        }
        return list.items().size() == 1 ? first : list;
    }

    private Value list() {
        enter();
        expectBetweenBlanks('[');
        ListValue list = new ListValue();
        while (current() != ']') {
            list.items().add(item());
            separate(']');
        }
        at++;
        depth--;
        return list;
    }

    private Value hash() {
        enter();
        expectBetweenBlanks('{');
        MapValue hash = new MapValue();
        while (current() != '}') {
            String key = keyAndEquals();
            hash.members().put(key, item());
            separate('}');
        }
        at++;
        depth--;
        return hash;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw expected("less nesting", "more");
        }
    }

    private void separate(char end) {
        skipBlanks();
        if (current() != end) {
            expect(',');
            skipBlanks();
        }
    }

    private Value item() {
        return switch (current()) {
            case '[' -> list();
            case '{' -> hash();
            default -> first();
        };
    }

    private Value first() {
        int quote = current();
        if (quote == '\'' || quote == '"') {
            return quoted(quote).orElseThrow(() -> missing(quoteName(quote)));
        }
        return bare("]}").orElseGet(() -> Value.of(""));
    }

    /** Nothing if none begins here. */
    private Optional<Value> second() {
        int quote = current();
        return quote == '\'' || quote == '"' ? quoted(quote) : bare("=");
    }

    private static String quoteName(int quote) {
        return quote == '"' ? "double quoted" : "singled quoted";
    }

    /** A text without quotes: it ends at a quote, a comma, or one of the given characters. */
    private Optional<Value> bare(String ends) {
        int start = at;
        if (!isEscapedComma() && !startsBare(current())) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        while (at < text.length) {
            if (isEscapedComma()) {
                at += 2;
            } else if (at == start || continuesBare(current(), ends)) {
                at++;
            } else {
                break;
            }
        }
        out.append(new String(text, start, at - start));
        return Optional.of(scalar(Blanks.stripTrailing(out.toString().replace("\\,", ","))));
    }

    private static boolean startsBare(int c) {
        return c > ' ' && c <= LAST_BARE && "\"',=[{".indexOf(c) < 0;
    }

    private static boolean continuesBare(int c, String ends) {
        return (c > ' ' && c <= LAST_BARE || Blanks.isBlank(c)) && "\"',".indexOf(c) < 0 && ends.indexOf(c) < 0;
    }

    private boolean isEscapedComma() {
        return current() == '\\' && at + 1 < text.length && text[at + 1] == ',';
    }

    /** To the next quote that no backslash precedes, else to the last one that a backslash precedes. */
    private Optional<Value> quoted(int quote) {
        int end = END;
        for (int i = at + 1; i < text.length; i++) {
            if (text[i] == quote) {
                end = i;
                if (text[i - 1] != '\\') {
                    break;
                }
            }
        }
        if (end == END) {
            return Optional.empty();
        }
        String raw = new String(text, at + 1, end - at - 1);
        at = end + 1;
        String mark = Character.toString(quote);
        return Optional.of(scalar(raw.replace("\\" + mark, mark).replace("\\\\", "\\")));
    }

    private Value scalar(String value) {
        return fromFiles ? files.apply(value).orElseGet(() -> Value.of(value)) : Value.of(value);
    }

    private void expectBetweenBlanks(char wanted) {
        skipBlanks();
        expect(wanted);
        skipBlanks();
    }

    private void expect(char wanted) {
        if (current() != wanted) {
            throw expected(Character.toString(wanted), at < text.length ? Character.toString(text[at]) : "EOF");
        }
        at++;
    }

    private ShorthandException missing(String what) {
        return expected("<" + what + ">", "<none>");
    }

    private ShorthandException expected(String expected, String received) {
        return ShorthandException.expected(expected, received, text, at);
    }

    private void skipBlanks() {
        while (at < text.length && " \t\n\r\u000b\f".indexOf(text[at]) >= 0) {
            at++;
        }
    }

    private int current() {
        return at < text.length ? text[at] : END;
    }

    private static boolean isKeyPart(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > 0 && "-_.#/:".indexOf(c) >= 0;
    }
}
