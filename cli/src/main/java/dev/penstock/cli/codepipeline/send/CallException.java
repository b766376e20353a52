package dev.penstock.cli.codepipeline.send;

/** A call that failed: the service refused it or was not there. The message is for the user (spec cli 15). */
public final class CallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean repeatable;

    CallException(String message, boolean repeatable) {
        super(message);
        this.repeatable = repeatable;
    }

    /** Whether the same call may succeed later. */
    boolean repeatable() {
        return repeatable;
    }
}
