package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.ml.StageFixture.data;
import static org.sparknorm.ml.StageFixture.epsilon;
import static org.sparknorm.ml.StageFixture.out;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Failure;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.core.Near;
import org.sparknorm.core.RandomData;

/**
 * What a Spark user expects of every stage, whatever it computes: params, copy, schema, persistence, column types. How
 * it works with the rest of Spark is {@link StageUseContract}, what bad rows get is {@link StageInvalidContract}.
 *
 * @param <S> the stage: an estimator or a transformer
 */
interface StageContract<S extends PipelineStage> extends StageFixture<S> {

    @Test
    default void paramsAndDefaultsAreThoseOfTheDesign() {
        S stage = fresh();

        Map<String, Object> found = new TreeMap<>();
        for (Param<?> param : stage.params()) {
            stage.getDefault(param).foreach(value -> found.put(param.name(), value));
        }

        Map<String, Object> expected = new TreeMap<>(defaults());
        expected.put("outputCol", stage.uid() + "__output");
        assertThat(found).isEqualTo(expected);
        assertThat(names(stage)).isEqualTo(settings().keySet());
    }

    @Test
    default void everyParamHasAFluentSetterAndAGetter() throws ReflectiveOperationException {
        S stage = fresh();
        for (Map.Entry<String, Object> setting : settings().entrySet()) {
            String name = setting.getKey().substring(0, 1).toUpperCase()
                    + setting.getKey().substring(1);
            Method setter = Arrays.stream(stage.getClass().getMethods())
                    .filter(method -> method.getName().equals("set" + name))
                    .findFirst()
                    .orElseThrow();
            assertThat(setter.invoke(stage, setting.getValue())).isSameAs(stage);
            assertThat(stage.getClass().getMethod("get" + name).invoke(stage)).isEqualTo(setting.getValue());
            assertThat(stage.isSet(stage.getParam(setting.getKey()))).isTrue();
        }
    }

    @Test
    default void explainParamsTellsEveryParamWithItsDefault() {
        S stage = fresh();
        String explained = stage.explainParams();
        assertThat(explained).contains(names(stage));
        assertThat(explained.lines()).hasSize(names(stage).size()).allMatch(line -> line.matches("\\w+: .+ \\(.*\\)"));
        defaults()
                .forEach((name, value) ->
                        assertThat(stage.explainParam(stage.getParam(name))).contains("default: " + value));
    }

    @Test
    default void copyKeepsUidAndParamsAndTakesExtraOnes() {
        S stage = configured();
        Param<Object> epsilon = epsilon(stage);

        PipelineStage copy = stage.copy(new ParamMap().put(epsilon, 0.25));

        assertThat(copy).isNotSameAs(stage).hasSameClassAs(stage);
        assertThat(copy.uid()).isEqualTo(stage.uid());
        assertThat(copy.getOrDefault(copy.getParam("epsilon"))).isEqualTo(0.25);
        assertThat(stage.getOrDefault(epsilon)).isNotEqualTo(0.25);
        Map<String, Object> expected = set(stage);
        expected.put("epsilon", 0.25);
        assertThat(set(copy)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    default void copyOfWhatTransformsTransformsAlike() {
        Dataset<Row> data = data(RowKind.DOUBLES);
        Transformer ready = ready(configured(), data);
        assertThat(out(ready.copy(new ParamMap()), data)).isEqualTo(out(ready, data));
        assertThat(out(ready.copy(new ParamMap().put(epsilon(ready), 5.0)), data))
                .isNotEqualTo(out(ready, data));
    }

    @ParameterizedTest
    @EnumSource
    default void transformSchemaIsTheSchemaOfTransform(RowKind kind) {
        Dataset<Row> data = data(kind);
        Transformer ready = ready(configured(), data);
        StructType expected = ready.transformSchema(data.schema());
        assertThat(ready.transform(data).schema()).isEqualTo(expected);
        assertThat(configured().transformSchema(data.schema())).isEqualTo(expected);
        assertThat(expected.apply("out").dataType()).isEqualTo(kind.type());
        assertThat(expected.fieldNames()).containsExactly("id", "in", "out");
    }

    @ParameterizedTest
    @EnumSource
    default void fourKindsOfColumnAgree(RowKind kind) {
        double[][] expected = out(ready(configured(), data(RowKind.DOUBLES)), data(RowKind.DOUBLES));
        double[][] found = out(ready(configured(), data(kind)), data(kind));
        double tolerance = kind == RowKind.FLOATS ? 1e-6 : 1e-14;
        Near.assertNear(kind.name(), RandomData.flat(found), RandomData.flat(expected), tolerance);
    }

    @Test
    default void transformSchemaRefusesBeforeAnyJob() {
        Dataset<Row> data = data(RowKind.DENSE);
        StructType schema = data.schema();
        S stage = configured();
        List<String> jobs = JobLog.of(() -> {
            Failure.refuses(
                    () -> fresh().transformSchema(schema), stage.getClass().getSimpleName(), "inputCol");
            Failure.refuses(
                    () -> reading("absent").transformSchema(schema),
                    stage.getClass().getSimpleName(),
                    "no column 'absent'",
                    "id, in");
            Failure.refuses(
                    () -> reading("id").transformSchema(schema),
                    stage.getClass().getSimpleName(),
                    "column 'id' is int",
                    "vector, array<double> or array<float>");
            Failure.refuses(
                    () -> stage.transformSchema(schema.add("out", "double")),
                    stage.uid(),
                    "output column 'out' exists");
            Failure.refuses(
                    () -> stage.transformSchema(schema.add("OUT", "double")),
                    stage.uid(),
                    "output column 'out' exists");
        });
        assertThat(jobs).isEmpty();
    }

    @Test
    default void epsilonMustBePositive() {
        for (double bad : new double[] {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY}) {
            S stage = fresh();
            Failure.refuses(
                    () -> stage.set(epsilon(stage), bad), stage.uid(), "epsilon must be positive", "found " + bad);
        }
    }

    @Test
    default void theStageIsTheSameAfterSavingAndLoading(@TempDir Path folder) throws Exception {
        S stage = configured();
        String path = folder.resolve("stage").toString();
        ((MLWritable) stage).save(path);
        S loaded = load(path);
        assertThat(loaded.uid()).isEqualTo(stage.uid());
        assertThat(set(loaded)).usingRecursiveComparison().isEqualTo(set(stage));
    }

    @Test
    default void whatTransformsIsTheSameAfterSavingAndLoading(@TempDir Path folder) throws Exception {
        Dataset<Row> data = data(RowKind.DENSE);
        Transformer ready = ready(configured(), data);
        String path = folder.resolve("ready").toString();
        ((MLWritable) ready).save(path);
        assertThat(out(loadReady(path), data)).isEqualTo(out(ready, data));
    }

    @Test
    default void loadingRefusesASavedStageOfAnotherClass(@TempDir Path folder) throws Exception {
        String path = folder.resolve("other").toString();
        String other = "org.apache.spark.ml.feature.Normalizer";
        new Normalizer().save(path);
        Failure.refuses(
                () -> load(path), "Expected class name " + fresh().getClass().getName(), "found class name " + other);
        Failure.refuses(() -> loadReady(path), "Expected class name org.sparknorm.ml.", "found class name " + other);
    }

    @Test
    default void itIsTheSameInAPipelineAfterSavingAndLoading(@TempDir Path folder) throws Exception {
        Dataset<Row> data = data(RowKind.FLOATS);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {configured()});
        PipelineModel model = pipeline.fit(data);
        pipeline.save(folder.resolve("pipeline").toString());
        model.save(folder.resolve("model").toString());
        double[][] expected = out(model, data);
        assertThat(out(Pipeline.load(folder.resolve("pipeline").toString()).fit(data), data))
                .isEqualTo(expected);
        assertThat(out(PipelineModel.load(folder.resolve("model").toString()), data))
                .isEqualTo(expected);
    }

    private static Set<String> names(PipelineStage stage) {
        return Stream.of(stage.params()).map(Param::name).collect(Collectors.toSet());
    }

    private static Map<String, Object> set(PipelineStage stage) {
        Map<String, Object> set = new TreeMap<>();
        for (Param<?> param : stage.params()) {
            if (stage.isSet(param)) {
                set.put(param.name(), stage.getOrDefault(param));
            }
        }
        return set;
    }
}
