package dev.penstock.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who waits, waits for a condition. Nothing sleeps, in the product and in its tests; and in the server nothing wakes up by
 * itself to look around: the one place that waits for a moment is the clock, and whoever has lost the database.
 */
class NothingSleepsTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.penstock");

    private static final Set<String> SLEEPS =
            Set.of("sleep", "parkNanos", "parkUntil", "onSpinWait", "yield", "sleepUninterruptibly");
    private static final Set<String> TIMED_WAITS = Set.of("wait", "await", "awaitNanos", "awaitUntil", "poll");
    /**
     * Two that talk with PostgreSQL: one starts, and both wait a moment before they try a database again that went away. It
     * does not say when it is back, and a clock that is moved does not bring it back.
     */
    private static final Set<String> CONNECT_AGAIN =
            Set.of("dev.penstock.store.NotificationListener", "dev.penstock.store.Notifier");

    private static final Set<String> REPEATED =
            Set.of("scheduleAtFixedRate", "scheduleWithFixedDelay", "delayedExecutor", "orTimeout");

    @Test
    void noProductCodeSleeps() {
        noClasses().should().callCodeUnitWhere(sleeping()).check(PRODUCT);
    }

    @Test
    void noTestSleeps() throws IOException {
        List<Path> tests = testClasses();
        assertThat(tests)
                .extracting(path -> path.getParent().getParent().getFileName().toString())
                .contains("engine", "store", "server", "testkit", "cli");
        noClasses().should().callCodeUnitWhere(sleeping()).check(new ClassFileImporter().importPaths(tests));
    }

    @Test
    void onlyTheClockOfTheServerWaitsForAMoment() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.penstock.engine..",
                        "dev.penstock.store..",
                        "dev.penstock.artifacts..",
                        "dev.penstock.providers..",
                        "dev.penstock.server..")
                .and(DescribedPredicate.not(resideInAnyPackage("dev.penstock.store.time..")))
                .and(DescribedPredicate.describe(
                        "do not connect again", type -> !CONNECT_AGAIN.contains(type.getName())))
                .should()
                .callCodeUnitWhere(waitingForAMoment())
                .because("a loop that looks around every so often is late and busy; signals and due times are neither")
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaAccess<?>> sleeping() {
        return DescribedPredicate.describe(
                "it sleeps",
                access -> access.getTarget() instanceof CodeUnitCallTarget target
                        && SLEEPS.contains(target.getName())
                        && ofTheJdk(target));
    }

    /**
     * A wait of the JDK's for a signal or an element, with a time limit as its argument, or something that repeats by
     * itself. A permit that is waited for only so long is no such thing: that ends in an error, not in another look.
     */
    private static DescribedPredicate<JavaAccess<?>> waitingForAMoment() {
        return DescribedPredicate.describe(
                "it waits for a moment",
                access -> access.getTarget() instanceof CodeUnitCallTarget target
                        && ofTheJdk(target)
                        && (REPEATED.contains(target.getName())
                                || (TIMED_WAITS.contains(target.getName())
                                        && target.getRawParameterTypes().stream()
                                                .anyMatch(type -> type.isEquivalentTo(long.class)))));
    }

    private static boolean ofTheJdk(CodeUnitCallTarget target) {
        return target.getOwner().getName().startsWith("java.");
    }

    /** The compiled tests of all modules that were built before this one. */
    private static List<Path> testClasses() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}
