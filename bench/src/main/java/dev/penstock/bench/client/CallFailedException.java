package dev.penstock.bench.client;

/** A call that was not answered with success. */
public final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String error;

    /** @param error the API's error without its text, or the kind of failure of the connection */
    public CallFailedException(String error, String message) {
        super(error + ": " + message);
        this.error = error;
    }

    /** The API's error, for example {@code ThrottlingException}. */
    public String error() {
        return error;
    }
}
