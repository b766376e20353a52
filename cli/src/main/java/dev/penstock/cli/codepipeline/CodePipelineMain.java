package dev.penstock.cli.codepipeline;

import dev.penstock.cli.codepipeline.Surroundings.Screen;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * The process of {@code penstock codepipeline}. An entry of its own, so that a call loads neither the server nor the
 * operator's commands.
 */
public final class CodePipelineMain {
    private static final int INTERRUPTED = 130;
    private static final int USUAL_WIDTH = 80;

    private CodePipelineMain() {}

    /** Runs one command and ends the process. */
    public static void main(String[] words) {
        Surroundings surroundings = ofThisProcess();
        int code = CodePipelineCommand.run(List.of(words), surroundings);
        surroundings.out().flush();
        surroundings.err().flush();
        Runtime.getRuntime().halt(code);
    }

    /**
     * The surroundings of this process, which from now on ends at an interrupt. The launcher says whether the output is a
     * terminal: to ask here would take longer.
     */
    static Surroundings ofThisProcess() {
        CountDownLatch interrupted = new CountDownLatch(1);
        PrintStream out = stream(FileDescriptor.out);
        Signal.handle(new Signal("INT"), _ -> {
            interrupted.countDown();
            out.print("\n");
            out.flush();
            Runtime.getRuntime().halt(INTERRUPTED);
        });
        int columns = Integer.getInteger("penstock.columns", 0);
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                System.in,
                out,
                stream(FileDescriptor.err),
                new Screen(columns > 0, columns > 0 ? columns : USUAL_WIDTH),
                InstantSource.system(),
                ZoneId::systemDefault,
                SecureRandom::new,
                length -> interrupted.await(length.toNanos(), TimeUnit.NANOSECONDS),
                CodePipelineMain::ask);
    }

    private static Optional<String> ask(String question) {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", question)).map(String::new);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14), false, StandardCharsets.UTF_8);
    }
}
