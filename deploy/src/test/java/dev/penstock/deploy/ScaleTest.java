package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** docs/scale.md shows what its calculation prints, and leaves no table out. */
@Timeout(120)
class ScaleTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path MIGRATIONS = Path.of("../store/src/main/resources/db/migration");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

    @Test
    void thePageShowsWhatTheCalculationPrints() throws Exception {
        Process java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        DOCS.resolve("scale/Calculation.java").toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).isZero();
        String page = Files.readString(DOCS.resolve("scale.md"));
        assertThat(page.substring(page.indexOf("<!-- calculation -->\n"), page.indexOf("<!-- end of calculation -->")))
                .isEqualTo("<!-- calculation -->\n" + printed);
    }

    @Test
    void everyTableHasItsPlace() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.toList()) {
                Matcher matcher = TABLE.matcher(Files.readString(file));
                while (matcher.find()) {
                    tables.add("`" + matcher.group(1) + "`");
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(10);
        assertThat(Files.readString(DOCS.resolve("scale.md"))).contains(tables);
    }
}
