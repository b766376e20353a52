package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
}
