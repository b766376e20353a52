package dev.penstock.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A refusal that is not one of the modelled exceptions of an operation: wrong signature, wrong JSON, no right, a broken
 * constraint. Modelled exceptions are the AWS SDK's own classes.
 */
public final class ApiException extends RuntimeException {
    private final String code;
    private final int status;

    /**
     * @param code shape name, what {@code __type} says
     * @param status HTTP status
     * @param message what the caller reads; null when AWS sends none
     */
    public ApiException(String code, int status, @Nullable String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** HTTP 400 with the given code and message. */
    public static ApiException of(String code, String message) {
        return new ApiException(code, 400, message);
    }

    /** A broken rule of the request itself (spec engine 0.1). */
    public static ApiException validation(String message) {
        return of("ValidationException", message);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
