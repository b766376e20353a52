package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PenstockTest {
    @Test
    void everyCommandExplainsItselfWithAnExample() {
        List<String> paths = new ArrayList<>();
        collect(Penstock.commandLine(), "", paths);
        assertThat(paths).contains("up", "demo", "env", "settings", "admin", "admin create-account");
        assertThat(paths).allSatisfy(path -> {
            Invocation help = Invocation.of((path + " --help").strip().split(" "));
            assertThat(help.code()).isZero();
            assertThat(help.out())
                    .contains("Usage: penstock")
                    .contains("Example")
                    .doesNotContain("\u001b[");
        });
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearest() {
        Invocation wrong = Invocation.of("amdin");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("amdin", "admin", "--help");
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void noCommandIsAUsageErrorThatListsThem() {
        Invocation wrong = Invocation.of();
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Say what to do").contains("up", "demo", "env");
        assertThat(Invocation.of("admin").err()).contains("create-account");
    }

    @Test
    void theVersionIsToldWithTheJavaItRunsOn() {
        assertThat(Invocation.of("--version").out()).startsWith("penstock ").contains("Java ");
    }

    private static void collect(CommandLine command, String path, List<String> paths) {
        paths.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                collect(sub, (path + " " + name).strip(), paths);
            }
        });
    }

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("odd");
        }
    }

    @Test
    void aFailureThatNobodyExpectedIsOneLine() {
        StringWriter err = new StringWriter();
        int code = Penstock.commandLine()
                .addSubcommand(new Broken())
                .setErr(new PrintWriter(err, true))
                .execute("broken");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("penstock: unexpected: java.lang.IllegalStateException: odd");
    }

    @Test
    void theWidthIsThatOfTheFirstWhoKnowsIt() {
        assertThat(Terminal.columns("120", "90")).isEqualTo(120);
        assertThat(Terminal.columns("0", "90")).isEqualTo(90);
        assertThat(Terminal.columns(null, "x")).isEqualTo(80);
    }
}
