package dev.penstock.store.sql;

import java.util.Map;

/** Where the two databases differ. Everything else is the same SQL. */
public enum Dialect {
    /** One writer at a time, so nothing needs a lock. */
    SQLITE(false, "", "", "BLOB", "", "INTEGER PRIMARY KEY AUTOINCREMENT", "TIMESTAMP"),

    /**
     * Row locks. A pipeline's row is locked without its key: whoever adds a row that refers to the pipeline need not
     * wait.
     */
    POSTGRESQL(
            true,
            " FOR NO KEY UPDATE",
            " FOR UPDATE SKIP LOCKED",
            "BYTEA",
            "COLLATE \"C\"",
            "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "TIMESTAMP WITH TIME ZONE");

    private final boolean remote;
    private final String lockRow;
    private final String claimRows;
    private final String bytes;
    private final String exact;
    private final String identity;
    private final String timestamp;

    Dialect(
            boolean remote,
            String lockRow,
            String claimRows,
            String bytes,
            String exact,
            String identity,
            String timestamp) {
        this.remote = remote;
        this.lockRow = lockRow;
        this.claimRows = claimRows;
        this.bytes = bytes;
        this.exact = exact;
        this.identity = identity;
        this.timestamp = timestamp;
    }

    /** Whether each statement is a message to another process, and its answer waited for. */
    boolean remote() {
        return remote;
    }

    /** End of a query that locks the row it finds until the transaction ends. */
    public String lockRow() {
        return lockRow;
    }

    /** End of a query that takes rows for itself and passes over those that others are taking. */
    public String claimRows() {
        return claimRows;
    }

    /** What the placeholders of the migrations stand for. */
    Map<String, String> schemaWords() {
        return Map.of("bytes", bytes, "exact", exact, "identity", identity, "timestamp", timestamp);
    }
}
