package dev.penstock.examples.acmecheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestProgramTest {
    private final TestProgram tests =
            new TestProgram(Path.of(System.getProperty("java.home"), "bin", "java"), Duration.ofMinutes(2));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSampleApplicationIsGreen() throws Exception {
        Path shop = copyOfTheShop();
        Path output = folder.resolve("output");
        assertThat(tests.run(shop, "tests/SiteTest.java", output)).isZero();
        TestResult result = TestResult.ofTap(Files.readAllLines(output));
        assertThat(result.isGreen()).isTrue();
        assertThat(result.planned()).isEqualTo(9);
        assertThat(result.summary()).isEqualTo("9 of 9 tests passed");
    }

    @Test
    void aBrokenShopIsRedAndSaysWhichTest() throws Exception {
        Path shop = copyOfTheShop();
        Path page = shop.resolve("site/books/gates.html");
        Files.writeString(page, Files.readString(page).replace("23.00", "2.30"));
        Path output = folder.resolve("output");
        assertThat(tests.run(shop, "tests/SiteTest.java", output)).isEqualTo(1);
        TestResult result = TestResult.ofTap(Files.readAllLines(output));
        assertThat(result.isGreen()).isFalse();
        assertThat(result.failed()).containsExactly("every book of the catalogue has a page with its price");
        assertThat(result.summary()).isEqualTo("8 of 9 tests passed");
    }

    @Test
    void theTestedCodeSeesNoneOfTheWorkersEnvironment() throws Exception {
        Path bundle = Files.createDirectories(folder.resolve("bundle"));
        Files.writeString(bundle.resolve("T.java"), """
                void main() { System.getenv().keySet().forEach(IO::println); }
                """);
        Path output = folder.resolve("output");
        assertThat(tests.run(bundle, "T.java", output)).isZero();
        assertThat(Files.readString(output)).doesNotContain("AWS", "HOME", "PATH");
    }

    @Test
    void aProgramOutsideTheBundleIsNotRun() {
        assertThatThrownBy(() -> tests.run(folder, "../T.java", folder.resolve("output")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no test program");
    }

    @Test
    void aProgramThatHangsIsEnded() throws Exception {
        Files.writeString(folder.resolve("T.java"), """
                void main() throws Exception { new java.util.concurrent.CountDownLatch(1).await(); }
                """);
        TestProgram impatient = new TestProgram(tests.java(), Duration.ofMillis(300));
        assertThatThrownBy(() -> impatient.run(folder, "T.java", folder.resolve("output")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void aProgramThatStopsHalfwayIsNotGreen() {
        TestResult result = TestResult.ofTap(List.of("1..3", "ok 1 - a", "noise", "ok 2 - b"));
        assertThat(result.isGreen()).isFalse();
        assertThat(result.summary()).isEqualTo("2 of 3 tests passed, 1 did not run");
        assertThat(TestResult.ofTap(List.of()).isGreen()).isFalse();
    }

    private Path copyOfTheShop() throws IOException {
        Path from = Path.of("../bookshop").toAbsolutePath().normalize();
        Path to = folder.resolve("shop");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }
}
