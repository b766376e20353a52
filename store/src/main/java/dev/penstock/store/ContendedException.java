package dev.penstock.store;

/**
 * A write that lost against other writers again and again, or waited too long for them. Nothing of it happened, and it may
 * be asked for once more. Only a database that several nodes write to gives it.
 */
public final class ContendedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param last what the database said last */
    public ContendedException(Throwable last) {
        super("others write the same", last);
    }
}
