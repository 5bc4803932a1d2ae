package org.sparknorm.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom among the examples and in the lab. */
@AnalyzeClasses(
        packages = {"org.sparknorm.examples", "org.sparknorm.lab"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    private static final String LAB = "org.sparknorm.lab.";

    @ArchTest
    static final ArchRule roomsKnowOnlyThoseTheyAreBuiltOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("examples")
            .definedBy("org.sparknorm.examples..")
            .layer("job")
            .definedBy(LAB + "job..")
            .layer("bench")
            .definedBy(LAB + "bench..")
            .layer("compare")
            .definedBy(LAB + "compare")
            .layer("experiment")
            .definedBy(LAB + "compare.experiment..")
            .layer("trial")
            .definedBy(LAB + "compare.trial..")
            .layer("verdict")
            .definedBy(LAB + "compare.verdict..")
            .layer("run")
            .definedBy(LAB + "study.run..")
            .layer("page")
            .definedBy(LAB + "study.page..")
            .layer("study")
            .definedBy(LAB + "study")
            .layer("model")
            .definedBy(LAB + "study.model..")
            .layer("training")
            .definedBy(LAB + "study.training..")
            .layer("measure")
            .definedBy(LAB + "study.measure..")
            .layer("digits")
            .definedBy(LAB + "digits..")
            .layer("report")
            .definedBy(LAB + "report..")
            .whereLayer("examples")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("job")
            .mayOnlyAccessLayers("digits", "report")
            .whereLayer("bench")
            .mayOnlyAccessLayers("job", "measure", "digits", "report")
            .whereLayer("compare")
            .mayOnlyAccessLayers("experiment", "trial", "verdict", "report")
            .whereLayer("experiment")
            .mayOnlyAccessLayers("trial", "verdict", "bench", "model", "training", "report")
            .whereLayer("trial")
            .mayOnlyAccessLayers("verdict", "report")
            .whereLayer("verdict")
            .mayOnlyAccessLayers("report")
            .whereLayer("run")
            .mayOnlyAccessLayers("page", "study", "model", "training", "measure", "report")
            .whereLayer("page")
            .mayOnlyAccessLayers("study", "model", "training", "measure", "report")
            .whereLayer("study")
            .mayOnlyAccessLayers("model", "training", "measure", "report")
            .whereLayer("model")
            .mayOnlyAccessLayers("training", "measure", "report")
            .whereLayer("training")
            .mayOnlyAccessLayers("report")
            .whereLayer("measure")
            .mayOnlyAccessLayers("report")
            .whereLayer("digits")
            .mayNotAccessAnyLayer()
            .whereLayer("report")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("org.sparknorm.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule experimentsTakeOfAStudyWhatItsReportHolds = noClasses()
            .that()
            .resideInAPackage(LAB + "compare.experiment..")
            .and()
            .doNotHaveSimpleName("StudyCosts")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAB + "study..");

    @ArchTest
    static final ArchRule onlyTheBenchKnowsJmh = noClasses()
            .that()
            .resideOutsideOfPackage(LAB + "bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openjdk.jmh..")
            .because("JMH is not in the examples' jar");

    @ArchTest
    static final ArchRule whatAPersonCopiesNeedsTheLibraryAlone = noClasses()
            .that()
            .haveNameMatching(".*\\.(NormalizeColumns|SqlNorms|StreamingUpdate|TrainClassifier)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sparknorm.lab..");
}
