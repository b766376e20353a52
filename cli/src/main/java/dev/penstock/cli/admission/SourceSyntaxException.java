package dev.penstock.cli.admission;

/** A file is neither JSON nor YAML. The message says why, without quoting the file. */
final class SourceSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Position at;

    SourceSyntaxException(Position at, String message) {
        super(message);
        this.at = at;
    }

    Position at() {
        return at;
    }
}
