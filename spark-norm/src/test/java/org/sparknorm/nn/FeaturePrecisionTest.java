package org.sparknorm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.ml.SyncBatchNorm;

/** Features of which 32-bit floats leave too little. */
class FeaturePrecisionTest {

    private static final double NOW = 1.7e12;

    /** Feature 1 counts from {@code first} in steps; the label says whether a row is beyond the 440th. */
    private static Dataset<Row> steps(RowKind kind, double first, double step) {
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            rows.add(RowFactory.create(kind.value(new double[] {7, first + step * k}), k > 440 ? 1.0 : 0.0));
        }
        StructType schema = new StructType().add("features", kind.type()).add("label", DataTypes.DoubleType);
        return Frames.split(schema, rows, 300, 700);
    }

    private static NeuralNetClassifier classifier() {
        return new NeuralNetClassifier()
                .setNetwork("norm, dense 2")
                .setBatchSize(50)
                .setSync("collective")
                .setNumWorkers(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENSE", "SPARSE", "DOUBLES"})
    void aFeatureThatFloatsCannotTellApartIsRefusedWithAdvice(RowKind kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier().fit(steps(kind, NOW, 1000)))
                .withMessageContaining("feature 1 of column 'features' has the mean 1.7000004995E12")
                .withMessageContaining("2.2 steps of a 32-bit float")
                .withMessageContaining("SyncBatchNorm stage before this one");
    }

    @Test
    void theSameFeatureIsLearnedBehindASyncBatchNormStage() {
        Dataset<Row> rows = steps(RowKind.DENSE, NOW, 1000);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new SyncBatchNorm().setInputCol("features").setOutputCol("scaled"),
            classifier().setFeaturesCol("scaled").setMaxIter(40)
        });

        assertThat(LabeledPoints.accuracy(pipeline.fit(rows).transform(rows))).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @CsvSource({"1.7e12, 60000", "1e6, 1", "1, 1e-6", "5, 0", "-1e10, 0", "0, 1e-3"})
    void featuresOfWhichFloatsLeaveEnoughAreTaken(double first, double step) {
        assertThatCode(() -> classifier().setMaxIter(1).fit(steps(RowKind.DOUBLES, first, step)))
                .doesNotThrowAnyException();
    }

    @Test
    void rowsThatAreLeftOutDoNotCount() {
        Dataset<Row> rows = steps(RowKind.DENSE, 0, 1).union(steps(RowKind.DENSE, Double.NaN, 1000));

        assertThat(classifier()
                        .setMaxIter(1)
                        .setHandleInvalid("skip")
                        .fit(rows)
                        .summary()
                        .epochs()
                        .get(0)
                        .samples())
                .isEqualTo(1000);
    }
}
