package org.sparknorm;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.NetworkChannel;
import java.util.regex.Pattern;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.sparknorm", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTest {

    @ArchTest
    static final ArchRule packagesKnowOnlyThoseTheyAreBuiltOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .optionalLayer("kernel")
            .definedBy("org.sparknorm.kernel..")
            .optionalLayer("core")
            .definedBy("org.sparknorm.core..")
            .optionalLayer("sync")
            .definedBy("org.sparknorm.sync..")
            .optionalLayer("sql")
            .definedBy("org.sparknorm.sql..")
            .optionalLayer("param")
            .definedBy("org.sparknorm.param..")
            .optionalLayer("ml")
            .definedBy("org.sparknorm.ml..")
            .optionalLayer("train")
            .definedBy("org.sparknorm.train..")
            .optionalLayer("kryo")
            .definedBy("org.sparknorm.kryo..")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer()
            .whereLayer("core")
            .mayOnlyAccessLayers("kernel")
            .whereLayer("sync")
            .mayOnlyAccessLayers("core")
            .whereLayer("sql")
            .mayOnlyAccessLayers("core")
            .whereLayer("param")
            .mayNotAccessAnyLayer()
            .whereLayer("ml")
            .mayOnlyAccessLayers("core", "sync", "sql", "param")
            .whereLayer("train")
            .mayOnlyAccessLayers("core", "sync", "param")
            .whereLayer("kryo")
            .mayNotBeAccessedByAnyLayer()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule kernelAndCoreArePlainJava = noClasses()
            .that()
            .resideInAnyPackage("org.sparknorm.kernel..", "org.sparknorm.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..")
            .because("formulas and loops run where there is no Spark")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlySyncAggregatesInATree = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.sync..")
            .should()
            .callMethodWhere(describe(
                    "it is treeAggregate or treeReduce",
                    call -> call.getTarget().getName().startsWith("treeAggregate")
                            || call.getTarget().getName().startsWith("treeReduce")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlySyncOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.sync..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.spark.network..", "io.netty..", "java.net.http..")
                    .or(describe("are sockets", PackageRulesTest::isSocket)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlySqlTouchesCatalyst = noClasses()
            .that()
            .resideOutsideOfPackages("org.sparknorm.sql..", "org.sparknorm.kryo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.sql.catalyst..")
            .because("catalyst is not public API; kryo may name what it registers")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyKernelVectorTouchesTheVectorApi = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.kernel.vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule kernelVectorIsReachedByNameOnly = noClasses()
            .that()
            .resideOutsideOfPackage("org.sparknorm.kernel.vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sparknorm.kernel.vector..")
            .because("it loads only in a JVM that has the Vector API")
            .allowEmptyShould(true);

    private static final Pattern SOCKETS =
            Pattern.compile("java\\.net\\.\\w*Socket\\w*|javax\\.net\\..*|java\\.nio\\.channels\\.\\w*Socket\\w*");

    private static boolean isSocket(JavaClass type) {
        return SOCKETS.matcher(type.getName()).matches() || type.isAssignableTo(NetworkChannel.class);
    }
}
