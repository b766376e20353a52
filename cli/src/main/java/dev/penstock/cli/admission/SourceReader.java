package dev.penstock.cli.admission;

/** Reads the text of a file: an object, in JSON if it begins with a brace, else in YAML. */
final class SourceReader {
    /** Deeper than a declaration inside a template can be. */
    static final int DEEPEST = 64;

    private SourceReader() {}

    static SourceValue.Fields read(String text) throws SourceSyntaxException {
        SourceValue root = text.stripLeading().startsWith("{") ? JsonSource.read(text) : YamlSource.read(text);
        if (root instanceof SourceValue.Fields fields) {
            return fields;
        }
        throw new SourceSyntaxException(root.at(), "the file must hold an object at its top");
    }
}
