package dev.penstock.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports between modules go down only: cli, server → worker, providers, artifacts, store → engine → api. */
class ImportDirectionsTest {
    private static final JavaClasses PENSTOCK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.penstock");

    @Test
    void theApiKnowsNothingOfTheRest() {
        mayUseOnly("api");
    }

    @Test
    void theEngineKnowsOnlyTheApi() {
        mayUseOnly("engine", "api");
    }

    @Test
    void storeArtifactsAndProvidersDoNotKnowEachOther() {
        mayUseOnly("store", "engine", "api");
        mayUseOnly("artifacts", "engine", "api");
        mayUseOnly("providers", "engine", "api");
    }

    @Test
    void theWorkerLibraryStandsAlone() {
        mayUseOnly("worker");
    }

    @Test
    void theServerDoesNotKnowTheCommandLine() {
        mayUseOnly("server", "worker", "providers", "artifacts", "store", "engine", "api");
    }

    @Test
    void packagesOfAModuleDoNotGoInCircles() {
        slices().matching("dev.penstock.store.(**)").should().beFreeOfCycles().check(PENSTOCK);
        slices().matching("dev.penstock.artifacts.(**)")
                .should()
                .beFreeOfCycles()
                .check(PENSTOCK);
    }

    private static void mayUseOnly(String module, String... others) {
        List<String> allowed = new ArrayList<>(List.of("dev.penstock." + module + ".."));
        for (String other : others) {
            allowed.add("dev.penstock." + other + "..");
        }
        classes()
                .that()
                .resideInAPackage("dev.penstock." + module + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(resideOutsideOfPackages("dev.penstock..")))
                .because("imports go down only")
                .check(PENSTOCK);
    }
}
