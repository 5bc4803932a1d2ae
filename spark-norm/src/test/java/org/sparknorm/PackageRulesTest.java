package org.sparknorm;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.NetworkChannel;
import java.util.regex.Pattern;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.sparknorm", importOptions = PackageRulesTest.MainClasses.class)
class PackageRulesTest {

    /** As ArchUnit's own for Maven, wherever the build's folder is. */
    static final class MainClasses implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule packagesKnowOnlyThoseTheyAreBuiltOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("kernel")
            .definedBy("org.sparknorm.kernel..")
            .layer("spark")
            .definedBy("org.sparknorm.spark..")
            .layer("core")
            .definedBy("org.sparknorm.core..")
            .layer("sync")
            .definedBy("org.sparknorm.sync..")
            .layer("column")
            .definedBy("org.sparknorm.column..")
            .layer("sql")
            .definedBy("org.sparknorm.sql..")
            .layer("param")
            .definedBy("org.sparknorm.param..")
            .layer("ml")
            .definedBy("org.sparknorm.ml..")
            .layer("network")
            .definedBy("org.sparknorm.network..")
            .layer("optim")
            .definedBy("org.sparknorm.optim..")
            .layer("program")
            .definedBy("org.sparknorm.program..")
            .layer("shard")
            .definedBy("org.sparknorm.shard..")
            .layer("train")
            .definedBy("org.sparknorm.train..")
            .layer("nn")
            .definedBy("org.sparknorm.nn..")
            .layer("weights")
            .definedBy("org.sparknorm.weights..")
            .layer("kryo")
            .definedBy("org.sparknorm.kryo..")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer()
            .whereLayer("spark")
            .mayNotAccessAnyLayer()
            .whereLayer("core")
            .mayOnlyAccessLayers("kernel")
            .whereLayer("sync")
            .mayOnlyAccessLayers("core", "spark")
            .whereLayer("column")
            .mayOnlyAccessLayers("core", "spark")
            .whereLayer("sql")
            .mayOnlyAccessLayers("column", "core", "spark")
            .whereLayer("param")
            .mayOnlyAccessLayers("spark")
            .whereLayer("ml")
            .mayOnlyAccessLayers("core", "sync", "column", "param")
            .whereLayer("network")
            .mayOnlyAccessLayers("core")
            .whereLayer("optim")
            .mayNotAccessAnyLayer()
            .whereLayer("program")
            .mayOnlyAccessLayers("network", "core")
            .whereLayer("shard")
            .mayOnlyAccessLayers("program", "network", "sync")
            .whereLayer("train")
            .mayOnlyAccessLayers("shard", "program", "network", "optim", "sync", "core")
            .whereLayer("nn")
            .mayOnlyAccessLayers(
                    "train", "shard", "program", "network", "optim", "sync", "core", "column", "param", "spark")
            .whereLayer("weights")
            .mayOnlyAccessLayers("ml", "nn", "core", "param")
            .whereLayer("kryo")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule everyPackageIsALayer = classes()
            .should()
            .resideInAnyPackage(
                    "org.sparknorm.kernel..",
                    "org.sparknorm.spark..",
                    "org.sparknorm.core..",
                    "org.sparknorm.sync..",
                    "org.sparknorm.column..",
                    "org.sparknorm.sql..",
                    "org.sparknorm.param..",
                    "org.sparknorm.ml..",
                    "org.sparknorm.network..",
                    "org.sparknorm.optim..",
                    "org.sparknorm.program..",
                    "org.sparknorm.shard..",
                    "org.sparknorm.train..",
                    "org.sparknorm.nn..",
                    "org.sparknorm.weights..",
                    "org.sparknorm.kryo..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.sparknorm.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule formulasAndProgramsArePlainJava = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.sparknorm.kernel..",
                    "org.sparknorm.core..",
                    "org.sparknorm.network..",
                    "org.sparknorm.optim..",
                    "org.sparknorm.program..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..")
            .because("formulas and loops run where there is no Spark");

    @ArchTest
    static final ArchRule onlySyncAggregatesInATree = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.sync..")
            .should()
            .callMethodWhere(describe(
                    "it is treeAggregate or treeReduce",
                    call -> call.getTarget().getName().startsWith("treeAggregate")
                            || call.getTarget().getName().startsWith("treeReduce")));

    @ArchTest
    static final ArchRule onlySyncOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackages("org.sparknorm.sync..", "org.sparknorm.spark..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.spark.network..", "io.netty..", "java.net.http..")
                    .or(describe("are sockets", PackageRulesTest::isSocket)))
            .because("spark reads settings of Spark's network library, for sync");

    @ArchTest
    static final ArchRule onlyColumnAndSqlTouchCatalyst = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.sparknorm.column..", "org.sparknorm.sql..", "org.sparknorm.spark..", "org.sparknorm.kryo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.sql.catalyst..")
            .because("catalyst is not public API; spark hides where versions differ, kryo names what it registers");

    @ArchTest
    static final ArchRule onlySparkTouchesWhatSpark35DoesNotHave = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark.sql.classic..", "scala.jdk..", "scala.collection.convert..")
            .because("one source serves Spark 4 and 3.5, Scala 2.12 and 2.13");

    @ArchTest
    static final ArchRule onlyKernelVectorTouchesTheVectorApi = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.kernel.vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..");

    @ArchTest
    static final ArchRule kernelVectorIsReachedByNameOnly = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.kernel.vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sparknorm.kernel.vector..")
            .because("it loads only in a JVM that has the Vector API");

    private static final Pattern SOCKETS =
            Pattern.compile("java\\.net\\.\\w*Socket\\w*|javax\\.net\\..*|java\\.nio\\.channels\\.\\w*Socket\\w*");

    private static boolean isSocket(JavaClass type) {
        return SOCKETS.matcher(type.getName()).matches() || type.isAssignableTo(NetworkChannel.class);
    }
}
