package dev.penstock.cli.codepipeline.value;

/** A value that cannot be used; the message is for the user. The command ends with exit code 255. */
public final class InvalidValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidValue(String message) {
        super(message);
    }
}
