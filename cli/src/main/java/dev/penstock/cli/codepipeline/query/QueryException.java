package dev.penstock.cli.codepipeline.query;

/** A query that cannot be read or evaluated; the message is for the user (spec cli 13). */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(message);
    }
}
