package dev.penstock.bench;

/** One line on the terminal that says what goes on; nothing where there is none. */
final class Progress {
    private static final int WIDTH = 60;

    private final boolean shown = System.console() != null && System.console().isTerminal();

    void say(String what) {
        if (shown) {
            System.err.printf("\r%-" + WIDTH + "s", what);
        }
    }

    void end() {
        if (shown) {
            System.err.printf("\r%-" + WIDTH + "s\r", "");
        }
    }
}
