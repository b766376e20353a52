package dev.penstock.server.simulation.invariant;

/** An invariant did not hold. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String invariant;

    public Violation(String invariant, String message) {
        super(invariant + ": " + message);
        this.invariant = invariant;
    }

    /** Which one. */
    public String invariant() {
        return invariant;
    }
}
