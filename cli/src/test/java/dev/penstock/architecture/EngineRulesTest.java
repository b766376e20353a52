package dev.penstock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/engine-rules.md} to its word: every rule there is shown by tests and scenarios that exist. */
@SuppressWarnings("NullAway.Init") // read before all tests
class EngineRulesTest {
    /** The sections of the engine's specification that hold rules. */
    private static final List<String> SECTIONS = List.of(
            "1.1", "1.2", "1.3", "1.4", "1.5", "2.2", "2.3", "2.4", "2.5", "2.6", "3", "4.1", "4.2", "4.3", "4.4",
            "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "6.1", "6.2", "6.3", "7.1", "7.2", "7.3", "7.4",
            "7.5", "8.1", "8.2");

    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final Pattern SHOWN =
            Pattern.compile("`(?:scenarios/(?<scenario>[a-z0-9-]+)|(?<type>\\w+)\\.(?<method>\\w+))`");

    private static List<String> lines;
    private static Map<String, String> tests;

    @BeforeAll
    static void readRulesAndTests() throws IOException {
        lines = Files.readAllLines(HOME.resolve("docs/engine-rules.md"));
        tests = sourcesOfTests();
    }

    @Test
    void everySectionIsThere() {
        assertThat(lines.stream().filter(line -> line.startsWith("## ")).map(line -> line.split(" ")[1]))
                .containsExactlyElementsOf(SECTIONS);
    }

    @Test
    void everyRuleIsShownByWhatExists() {
        List<String> flaws = new ArrayList<>();
        List<String> rules =
                lines.stream().filter(line -> line.startsWith("- ")).toList();
        for (String rule : rules) {
            Matcher shown = SHOWN.matcher(rule);
            int found = 0;
            while (shown.find()) {
                found++;
                if (!exists(shown)) {
                    flaws.add("missing " + shown.group() + " of: " + rule);
                }
            }
            if (found == 0) {
                flaws.add("nothing shows: " + rule);
            }
        }
        assertThat(rules).hasSizeGreaterThan(SECTIONS.size());
        assertThat(flaws).isEmpty();
    }

    private static boolean exists(Matcher shown) {
        String scenario = shown.group("scenario");
        if (scenario != null) {
            return Files.isRegularFile(
                    HOME.resolve("scenarios").resolve(scenario).resolve("steps.yaml"));
        }
        String source = tests.get(shown.group("type"));
        return source != null && source.contains("void " + shown.group("method") + "(");
    }

    /** The sources of all tests, by the name of their class. */
    private static Map<String, String> sourcesOfTests() throws IOException {
        try (Stream<Path> modules = Files.list(HOME)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(EngineRulesTest::javaFiles)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            EngineRulesTest::read,
                            (one, other) -> one + other));
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
