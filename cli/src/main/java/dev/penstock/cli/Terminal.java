package dev.penstock.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** What the standard output can do. */
public final class Terminal {
    private Terminal() {}

    /** Whether somebody looks at the output, and lines may be drawn again. */
    public static boolean isInteractive() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Width, as the launcher or the shell told it when the command began. */
    public static int columns() {
        return columns(System.getProperty("penstock.columns"), System.getenv("COLUMNS"));
    }

    /** The first that is a positive number; else 80. */
    static int columns(@Nullable String... told) {
        for (String text : told) {
            if (text != null && text.matches("[1-9]\\d{0,4}")) {
                return Integer.parseInt(text);
            }
        }
        return 80;
    }

    /** Colours only on a terminal, and not when the user has set {@code NO_COLOR}. */
    public static boolean isColoured() {
        String refused = System.getenv("NO_COLOR");
        return (refused == null || refused.isEmpty()) && isInteractive();
    }
}
