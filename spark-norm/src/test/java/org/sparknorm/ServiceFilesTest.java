package org.sparknorm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.MLReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Connect server knows the stages that these files list, and walks both lists whole: one line without a class, or
 * without its public constructor, breaks all machine learning of all its sessions.
 */
class ServiceFilesTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static Set<Class<?>> listed(Class<?> kind) {
        return ServiceLoader.load(kind).stream()
                .map(ServiceLoader.Provider::type)
                .filter(found -> found.getName().startsWith("org.sparknorm."))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(classes = {Estimator.class, Transformer.class})
    void theServerFindsEveryStage(Class<?> kind) {
        Set<String> stages = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.sparknorm").stream()
                        .filter(found -> found.isAssignableTo(kind))
                        .filter(found -> !found.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(listed(kind)).extracting(Class::getName).isNotEmpty().containsExactlyInAnyOrderElementsOf(stages);
    }

    @Test
    void theServerMakesAStageFromItsUidAndReadsItByAStaticMethod() throws ReflectiveOperationException {
        for (Class<?> kind : List.of(Estimator.class, Transformer.class)) {
            for (Class<?> stage : listed(kind)) {
                if (!stage.getSimpleName().endsWith("Model")) {
                    assertThat(stage.getConstructor(String.class).newInstance("a"))
                            .hasFieldOrPropertyWithValue("uid", "a");
                }
                assertThat(stage.getMethod("load", String.class).getReturnType())
                        .isEqualTo(stage);
                assertThat(stage.getMethod("read").getReturnType()).isEqualTo(MLReader.class);
                assertThat(stage.getMethod("read").getModifiers()).matches(Modifier::isStatic);
            }
        }
    }

    @Test
    void theJarHoldsNoClassOfOthersAndNoOtherService() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CLASSES.relativize(file).toString())
                            .filter(file -> !file.startsWith("org/sparknorm/")))
                    .containsExactlyInAnyOrder(
                            "META-INF/services/org.apache.spark.ml.Estimator",
                            "META-INF/services/org.apache.spark.ml.Transformer");
        }
    }
}
