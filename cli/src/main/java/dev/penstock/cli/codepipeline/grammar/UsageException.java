package dev.penstock.cli.codepipeline.grammar;

/** Words that are no command line; the message is the text after {@code error:}. Exit code 2 (spec cli 1). */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }

    static UsageException of(Option option, String problem) {
        return new UsageException("argument " + option.name() + ": " + problem);
    }
}
