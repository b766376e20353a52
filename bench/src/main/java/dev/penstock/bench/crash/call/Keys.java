package dev.penstock.bench.crash.call;

/**
 * An access key.
 *
 * @param secret never in {@link #toString}
 */
public record Keys(String id, String secret) {
    @Override
    public String toString() {
        return "Keys[" + id + "]";
    }
}
