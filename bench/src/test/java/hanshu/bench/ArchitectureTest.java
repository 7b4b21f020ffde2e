package hanshu.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls of the house: which module may know which, and what no module does. This module sees all the others. */
class ArchitectureTest {
    private static final JavaClasses HANSHU = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("/jmh_generated/"))
            .importPackages("hanshu");

    /** A module and all that it may use, directly or through what it depends on. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "tensor", List.of(),
            "simd", List.of("tensor"),
            "nn", List.of("tensor"),
            "data", List.of("tensor"),
            "train", List.of("tensor", "nn", "data"),
            "learn", List.of("tensor", "nn", "data", "train"),
            "workbench", List.of("tensor", "nn", "data", "train", "learn"),
            "cli", List.of("tensor", "nn", "data", "train", "learn", "workbench"),
            "bench", List.of("tensor", "simd", "nn", "data", "train", "learn", "workbench"));

    @Test
    void everyModuleIsSeen() {
        assertThat(HANSHU.getPackage("hanshu").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void modulesUseOnlyWhatTheirArrowsPointTo() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String module : MAY_USE.keySet()) {
            house = house.layer(module).definedBy("hanshu." + module + "..");
        }
        for (var arrow : MAY_USE.entrySet()) {
            var from = house.whereLayer(arrow.getKey());
            house = arrow.getValue().isEmpty()
                    ? from.mayNotAccessAnyLayer()
                    : from.mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        house.check(HANSHU);
    }

    @Test
    void familiesOfLearningDoNotKnowEachOther() {
        slices().matching("hanshu.learn.(*)..").should().notDependOnEachOther().check(HANSHU);
    }

    @Test
    void packagesOfLearningDependInOneDirection() {
        slices().matching("hanshu.learn.(**)").should().beFreeOfCycles().check(HANSHU);
    }

    @Test
    void onlySimdReadsTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("hanshu.simd..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(HANSHU);
    }

    @Test
    void classesAreNamedAfterThingsOfTheSubject() {
        classes()
                .should()
                .haveNameNotMatching(".*[.$](Abstract|Base)([^a-z].*)?")
                .andShould()
                .haveNameNotMatching(".*(Impl|Utils?|Helpers?|Manager|Base)")
                .check(HANSHU);
    }

    @Test
    void nothingDeserialisesJavaObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(HANSHU);
    }

    @Test
    void onlyTheProgramEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("hanshu.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(HANSHU);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(HANSHU.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class), "is annotated with @NullMarked");
    }
}
