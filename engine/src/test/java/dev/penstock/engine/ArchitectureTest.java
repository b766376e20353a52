package dev.penstock.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine is pure")
class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.penstock.engine");

    private static final Set<String> TAKEN = Set.of("now", "currentTimeMillis", "nanoTime", "randomUUID", "random");

    @Test
    void itTouchesNoDatabaseNetworkOrFile() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "javax.net..",
                                "software.amazon.awssdk.http..",
                                "software.amazon.awssdk.services.s3..",
                                "tools.jackson..")
                        .and(DescribedPredicate.not(DescribedPredicate.describe(
                                "URLEncoder, which only encodes text", type -> type.isEquivalentTo(URLEncoder.class)))))
                .check(ENGINE);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.io..")
                        .and(DescribedPredicate.not(DescribedPredicate.describe(
                                "Serializable, which lambdas and exceptions carry",
                                type -> type.getSimpleName().equals("Serializable")))))
                .check(ENGINE);
    }

    @Test
    void itTakesNoClockIdOrRandomness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class, UUID.class, java.util.Random.class)
                .check(ENGINE);
        noClasses()
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "a clock, an id or a random number is taken",
                        call -> TAKEN.contains(call.getTarget().getName()) && taker(call.getTarget())))
                .check(ENGINE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.security\\.SecureRandom|java\\.util\\.SplittableRandom"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.util\\.random\\.RandomGeneratorFactory")
                .check(ENGINE);
    }

    private static boolean taker(CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        return owner.startsWith("java.time.") || owner.equals("java.lang.System") || owner.equals("java.lang.Math");
    }

    @Test
    void itStartsNoThreadAndWaitsForNone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..")
                .check(ENGINE);
    }

    @Test
    void itImportsOnlyTheApiOfTheOtherModules() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.penstock.store..",
                        "dev.penstock.artifacts..",
                        "dev.penstock.providers..",
                        "dev.penstock.worker..",
                        "dev.penstock.server..",
                        "dev.penstock.cli..",
                        "dev.penstock.testkit.."))
                .check(ENGINE);
    }
}
