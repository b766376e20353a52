package dev.penstock.cli;

import java.io.Console;

/** What the standard output can do. */
public final class Terminal {
    private Terminal() {}

    /** Whether somebody looks at the output, and lines may be drawn again. */
    public static boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Colours only on a terminal, and not when the user has set {@code NO_COLOR}. */
    public static boolean isColoured() {
        String refused = System.getenv("NO_COLOR");
        return (refused == null || refused.isEmpty()) && isInteractive();
    }
}
