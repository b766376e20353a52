package dev.penstock.store.fault;

/** A write failed on purpose. */
public final class StoreFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Fault fault;

    StoreFault(Fault fault) {
        super("the store failed: " + fault, null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
