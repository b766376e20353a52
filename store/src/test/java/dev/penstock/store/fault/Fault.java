package dev.penstock.store.fault;

/** How a write fails. */
public enum Fault {
    /** Nothing was begun. */
    BEFORE,
    /** The work ran, and is undone. */
    DURING,
    /** It happened, but the caller is told that it failed: the answer to the commit was lost. */
    AFTER,
    /** The caller is told that it happened, and it did not. No store may do that; for tests of tests. */
    LOST
}
