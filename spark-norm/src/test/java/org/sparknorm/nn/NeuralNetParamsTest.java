package org.sparknorm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.SparkSessions;

class NeuralNetParamsTest {

    private static final StructType IMAGES = new StructType()
            .add("features", SQLDataTypes.VectorType(), true, new AttributeGroup("features", 75).toMetadata())
            .add("label", DataTypes.IntegerType);

    /** All params that have a value, as JSON. */
    static Map<String, String> values(Params stage) {
        return Arrays.stream(stage.params())
                .filter(stage::isDefined)
                .collect(Collectors.toMap(Param::name, param -> json(stage, param)));
    }

    private static <V> String json(Params stage, Param<V> param) {
        return param.jsonEncode(stage.getOrDefault(param));
    }

    @Test
    void everyParamHasADescription() {
        NeuralNetClassifier classifier = new NeuralNetClassifier();

        assertThat(classifier.params())
                .hasSizeGreaterThan(25)
                .allSatisfy(param -> assertThat(param.doc()).isNotBlank());
        assertThat(classifier.explainParams()).contains("batchSize").contains("default: 256");
    }

    @Test
    void rateAndEpsilonFollowSolverAndNormUnlessTheyAreSet() {
        NeuralNetClassifier classifier = new NeuralNetClassifier();

        assertThat(classifier.getStepSize()).isEqualTo(0.1);
        assertThat(classifier.getEpsilon()).isEqualTo(1e-5);
        classifier.setSolver("adamW").setNorm("rms");
        assertThat(classifier.getStepSize()).isEqualTo(0.001);
        assertThat(classifier.getEpsilon()).isEqualTo(1e-6);
        classifier.setStepSize(0.5).setEpsilon(0.25);
        assertThat(classifier.getStepSize()).isEqualTo(0.5);
        assertThat(classifier.getEpsilon()).isEqualTo(0.25);
    }

    @Test
    void aCopyTakesExtraParams() {
        NeuralNetClassifier classifier = LabeledPoints.classifier().setThresholds(new double[] {1, 2, 3});

        NeuralNetClassifier copy = classifier.copy(new ParamMap().put(classifier.stepSize(), 0.02));

        assertThat(copy.uid()).isEqualTo(classifier.uid());
        assertThat(copy.getStepSize()).isEqualTo(0.02);
        assertThat(copy.getThresholds()).containsExactly(1, 2, 3);
        assertThat(classifier.isSet(classifier.stepSize())).isFalse();
    }

    @Test
    void aSavedClassifierIsReadBackWithAllParams(@TempDir Path folder) throws IOException {
        SparkSessions.shared();
        NeuralNetClassifier classifier = LabeledPoints.classifier()
                .setThresholds(new double[] {1, 2, 3})
                .setNorm("group")
                .setGroups(4)
                .setSync("collective")
                .setSeed(1L << 40);

        String path = folder.resolve("classifier").toString();
        classifier.save(path);

        NeuralNetClassifier loaded = NeuralNetClassifier.load(path);
        assertThat(loaded.uid()).isEqualTo(classifier.uid());
        assertThat(values(loaded)).isEqualTo(values(classifier));
    }

    @Test
    void aNetworkThatDoesNotParseIsRefusedWhereItIsSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NeuralNetClassifier().setNetwork("dense 8, nrm, dense 3"))
                .withMessageContaining("nrm");
    }

    @Test
    void valuesOutOfRangeAreRefusedWhereTheyAreSet() {
        NeuralNetClassifier classifier = new NeuralNetClassifier();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.setNorm("batchNorm"))
                .withMessageContaining("norm must be one of none, batch, syncBatch")
                .withMessageContaining("found batchNorm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.setSync("allReduce"))
                .withMessageContaining("treeAggregate, collective");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.setInputShape(3, 5))
                .withMessageContaining("found [3, 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.setBatchSize(0))
                .withMessageContaining("batchSize must be 1 or more, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.setThresholds(new double[] {0, 1, 0}))
                .withMessageContaining("parameter thresholds given invalid value [0.0,1.0,0.0]");
    }

    @Test
    void aSchemaIsCheckedAgainstShapeAndNetwork() {
        NeuralNetClassifier classifier = new NeuralNetClassifier();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.transformSchema(IMAGES))
                .withMessageContaining("network is not set");
        classifier.setNetwork("conv 4 3, norm, relu, dense 10").setInputShape(3, 6, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.transformSchema(IMAGES))
                .withMessageContaining("rows of 75 values, expected 108 for inputShape 3x6x6");
        classifier.setNetwork("conv 4 9, norm, relu, maxpool 8, dense 10").setInputShape(3, 5, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.transformSchema(IMAGES))
                .withMessageContaining("maxpool 8");
        classifier.setNetwork("dense 10").setThresholds(new double[] {1, 1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.transformSchema(IMAGES))
                .withMessageContaining("found 2 thresholds, expected 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NeuralNetClassifier()
                        .setNetwork("dense 10")
                        .setLabelCol("digit")
                        .transformSchema(IMAGES))
                .withMessageContaining("no column 'digit'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NeuralNetClassifier()
                        .setNetwork("dense 10")
                        .setPredictionCol("label")
                        .transformSchema(IMAGES))
                .withMessageContaining("output column 'label' exists already");
    }

    @Test
    void theSchemaGetsThreeColumnsThatKnowTheClasses() {
        StructType schema = new NeuralNetClassifier().setNetwork("dense 10").transformSchema(IMAGES);

        assertThat(schema.fieldNames())
                .containsExactly("features", "label", "rawPrediction", "probability", "prediction");
        assertThat(AttributeGroup.fromStructField(schema.apply("probability")).size())
                .isEqualTo(10);
    }
}
