package dev.penstock.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One run of the command inside the test's JVM.
 *
 * @param code exit code
 */
public record Invocation(int code, String out, String err) {
    /** Runs {@code penstock} with these arguments. */
    public static Invocation of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Penstock.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = command.execute(arguments);
        return new Invocation(code, out.toString(), err.toString());
    }
}
