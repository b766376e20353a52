package dev.penstock.scenario;

/** Something that is not as it was expected. */
public record Difference(String path, String expected, String actual) {

    @Override
    public String toString() {
        return path + "\n    expected: " + expected + "\n    actual:   " + actual;
    }
}
