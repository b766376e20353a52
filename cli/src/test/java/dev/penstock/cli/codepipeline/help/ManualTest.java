package dev.penstock.cli.codepipeline.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.codepipeline.Run;
import dev.penstock.cli.codepipeline.golden.RecordingServer;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualTest {
    private static final CommandTable TABLE = new CommandTable();

    static Stream<String> commands() {
        return TABLE.names().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAPageThatExplainsAllItsOptions(String name) {
        Run page = Run.of(name, "help");
        assertThat(page.code()).isZero();
        assertThat(page.out())
                .contains("NAME\n", "\nDESCRIPTION\n", "\nSYNOPSIS\n", "\nOPTIONS\n", "\nGLOBAL OPTIONS\n")
                .contains("\nEXAMPLES\n", "\nOUTPUT\n", "\nERRORS\n")
                .doesNotContain("\u001b", "`");
        ManualAuthor.listed(TABLE.command(name))
                .forEach(parameter -> assertThat(page.out()).contains("\n    " + parameter.option()));

        Run summary = Run.of(name, "--help");
        assertThat(summary.code()).isZero();
        assertThat(summary.out())
                .startsWith("Usage: penstock codepipeline " + name)
                .contains("--cli-input-json");
        assertThat(summary.out().lines().count()).isLessThan(45);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsACallThatTheClientSends(String name) throws IOException {
        List<String> words = new Examples(TABLE.command(name)).words();
        try (RecordingServer server = new RecordingServer()) {
            Run run = Run.of(
                    words.subList(2, words.size()),
                    Map.of(
                            "HOME", "/nonexistent",
                            "AWS_ACCESS_KEY_ID", "key",
                            "AWS_SECRET_ACCESS_KEY", "secret",
                            "AWS_DEFAULT_REGION", "us-east-1",
                            "AWS_ENDPOINT_URL", server.url()),
                    Path.of("").toAbsolutePath(),
                    "");
            assertThat(run.err()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** To write them anew: {@code ./mvnw -pl cli -am test -Dtest=ManualTest -Dmanual.write=true}. */
    @Test
    void theFilesOfTheManualAreUpToDate() throws IOException {
        Path docs = Path.of("../docs/cli");
        Map<String, String> made = ManualWriter.markdown();
        if (Boolean.getBoolean("manual.write")) {
            Files.createDirectories(docs);
            for (var file : made.entrySet()) {
                Files.writeString(docs.resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(docs)) {
            for (Path file : files.toList()) {
                there.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(there)
                .as("docs/cli is made from the model; see above how to write it anew")
                .isEqualTo(made);
    }

    @Test
    void everyCommandHasAPageForMan() {
        Map<String, String> pages = ManualWriter.manPages("1.0");
        assertThat(pages).hasSize(45).containsKey("penstock-codepipeline-put-job-success-result.1");
        assertThat(pages.values())
                .allSatisfy(page -> assertThat(page)
                        .startsWith(".TH \"PENSTOCK-CODEPIPELINE")
                        .contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n"));
    }
}
