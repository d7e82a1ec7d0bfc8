package dev.fairway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ArchitectureTests {

    private static final JavaClasses FAIRWAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.fairway");

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(Fairway.class).verify();
    }

    @Test
    void packagesHaveNoCycles() {
        holds(slices().matching("dev.fairway.(**)").should().beFreeOfCycles());
    }

    @Test
    void nothingDependsOnTheWeb() {
        holds(noClasses().that()
                .resideOutsideOfPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.fairway..web.."));
    }

    @Test
    void arithmeticNeedsNoFramework() {
        holds(classes().that()
                .resideInAnyPackage("dev.fairway.statistics..", "dev.fairway.tensor..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.fairway.statistics..", "dev.fairway.tensor..", "java..", "org.jspecify..",
                        "org.apache.commons.statistics.."));
    }

    @Test
    void onlyEnginesKnowTheirLibraries() {
        holds(noClasses().that()
                .resideOutsideOfPackages("..djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.."));
        holds(noClasses().that()
                .resideOutsideOfPackages("..onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime.."));
    }

    @Test
    void drawsTheModules() {
        new Documenter(ApplicationModules.of(Fairway.class)).writeModulesAsPlantUml();
    }

    private static void holds(ArchRule rule) {
        rule.check(FAIRWAY);
    }
}
