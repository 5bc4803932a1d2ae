package org.sparknorm.nn;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.SparkSessions;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Initialization;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.StepReport;
import org.sparknorm.train.TrainingSummary;
import scala.Option;

/** Prediction and persistence, with a network that nobody trained. */
class NeuralNetClassificationModelTest {

    private static final Vector ROW = Vectors.dense(0.5, -1, 2, 0.25);

    private static NeuralNetClassificationModel model() {
        Program program = new Program(
                Network.parse("dense 8, norm, relu, dense 3"), Shape.of(4), Normalization.of(NormKind.SYNC_BATCH));
        Variables variables = Variables.initial(program, Initialization.XAVIER, 3);
        variables.runningMean()[0][1] = 0.1;
        variables.runningVariance()[0][7] = 1.0 / 3;
        return new NeuralNetClassificationModel("net", variables, null)
                .setNetwork(program.network())
                .setInputShape(4);
    }

    @Test
    void aDatasetAndASingleRowGetTheSamePrediction() {
        NeuralNetClassificationModel model = model();

        List<Row> predicted = model.transform(LabeledPoints.points(20, 1)).collectAsList();

        assertThat(predicted).hasSize(20).allSatisfy(row -> {
            Vector features = row.getAs("features");
            Vector probability = row.getAs("probability");
            assertThat(row.<Vector>getAs("rawPrediction")).isEqualTo(model.predictRaw(features));
            assertThat(probability).isEqualTo(model.predictProbability(features));
            assertThat(row.<Double>getAs("prediction")).isEqualTo((double) probability.argmax());
            assertThat(probability.toArray())
                    .satisfies(p -> assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-12)));
        });
    }

    @Test
    void vectorsDoublesAndFloatsGetTheSamePrediction() {
        Dataset<Row> vectors = LabeledPoints.points(20, 2).repartition(1).sort("label");
        Dataset<Row> doubles = vectors.withColumn("features", functions.vector_to_array(col("features"), "float64"));
        Dataset<Row> floats = vectors.withColumn("features", functions.vector_to_array(col("features"), "float32"));

        List<Row> expected = model().transform(vectors).select("rawPrediction").collectAsList();

        assertThat(model().transform(doubles).select("rawPrediction").collectAsList())
                .isEqualTo(expected);
        assertThat(model().transform(floats).select("rawPrediction").collectAsList())
                .isEqualTo(expected);
    }

    @Test
    void arraysOfOtherNumbersAndFieldsOfStructsGetTheSamePrediction() {
        Dataset<Row> rows = SparkSessions.shared()
                .sql("SELECT array(1.5, 2, -1, 0.25) decimals, array(1, 2, -1, 7) ints,"
                        + " struct(array(1.5D, 2D, -1D, 0.25D) features) point");

        assertThat(model().setFeaturesCol("decimals").transform(rows).head().<Vector>getAs("rawPrediction"))
                .isEqualTo(model().predictRaw(Vectors.dense(1.5, 2, -1, 0.25)));
        assertThat(model().setFeaturesCol("ints").transform(rows).head().<Vector>getAs("rawPrediction"))
                .isEqualTo(model().predictRaw(Vectors.dense(1, 2, -1, 7)));
        assertThat(model().setFeaturesCol("point.features")
                        .transform(rows)
                        .head()
                        .<Vector>getAs("rawPrediction"))
                .isEqualTo(model().predictRaw(Vectors.dense(1.5, 2, -1, 0.25)));
    }

    @Test
    void columnsWithoutANameAreNotAdded() {
        Dataset<Row> points = LabeledPoints.points(20, 3);
        List<Row> expected = model().transform(points).select("prediction").collectAsList();

        Dataset<Row> predicted =
                model().setRawPredictionCol("").setProbabilityCol("").transform(points);

        assertThat(predicted.columns()).containsExactly("features", "label", "prediction");
        assertThat(predicted.select("prediction").collectAsList()).isEqualTo(expected);
    }

    @Test
    void theNetworkIsCompiledAndBroadcastOnceForAllPredictions() {
        NeuralNetClassificationModel model = model();
        SparkContext context = SparkSessions.shared().sparkContext();
        model.predict(ROW);
        CurrentNetwork first = model.current();
        Broadcast<CompiledNetwork> shared = first.shared(context);

        model.transform(LabeledPoints.points(20, 1)).count();
        model.predictProbability(ROW);
        assertThat(model.current()).isSameAs(first);
        assertThat(first.shared(context)).isSameAs(shared);

        double[] before = model.predictRaw(ROW).toArray();
        model.setNorm("batch").setEpsilon(100);
        assertThat(model.current()).isNotSameAs(first);
        assertThat(model.predictRaw(ROW).toArray()).isNotEqualTo(before);
    }

    @Test
    void constantRowsOfAUnionGetPredictionsOfTheirOwn() {
        String row = "SELECT CAST(array(%s) AS array<double>) features";
        Dataset<Row> rows = SparkSessions.shared()
                .sql(row.formatted("0.5, -1, 2, 0.25") + " UNION ALL " + row.formatted("9, 1, 1, 3"));

        assertThat(model().transform(rows).select("rawPrediction").collectAsList())
                .extracting(r -> r.get(0))
                .containsExactly(model().predictRaw(ROW), model().predictRaw(Vectors.dense(9, 1, 1, 3)));
    }

    @Test
    void thresholdsMoveThePredictionAsInSpark() {
        NeuralNetClassificationModel model = model();
        double[] p = model.predictProbability(ROW).toArray();

        for (int wanted = 0; wanted < 3; wanted++) {
            double[] thresholds = {1, 1, 1};
            thresholds[wanted] = 0;
            assertThat(model.setThresholds(thresholds).predict(ROW)).isEqualTo(wanted);
            thresholds[wanted] = p[wanted] / 2;
            assertThat(model.setThresholds(thresholds).predict(ROW)).isEqualTo(wanted);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.setThresholds(new double[] {1, 1}).transform(LabeledPoints.points(2, 4)))
                .withMessageContaining("numClasses=3, but thresholds has length 2");
    }

    @Test
    void aSavedModelIsReadBackToTheBit(@TempDir Path folder) throws IOException {
        NeuralNetClassificationModel model = model().setThresholds(new double[] {1, 2, 3});
        String path = folder.resolve("model").toString();

        model.save(path);
        NeuralNetClassificationModel loaded = NeuralNetClassificationModel.load(path);

        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(NeuralNetParamsTest.values(loaded)).isEqualTo(NeuralNetParamsTest.values(model));
        assertThat(loaded.variables()).usingRecursiveComparison().isEqualTo(model.variables());
        assertThat(loaded.numClasses()).isEqualTo(3);
        assertThat(loaded.numFeatures()).isEqualTo(4);
        assertThat(loaded.hasSummary()).isFalse();
        assertThatIllegalStateException().isThrownBy(loaded::summary).withMessageContaining("no training summary");
    }

    @Test
    void rowsThatDoNotFitAreRefusedByColumnAndValue() {
        Dataset<Row> points = LabeledPoints.row(0.0, 1, 2);

        assertThatThrownBy(() -> model().transform(points).collectAsList())
                .hasStackTraceContaining("column 'features' holds a row of 2 values, expected rows of 4 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model().predict(Vectors.dense(1, 2, 3, Double.NaN)))
                .withMessageContaining("column 'features' holds a row with the value NaN");
    }

    @Test
    void anotherNetworkThanTheTrainedOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> model().setNetwork("dense 9, norm, relu, dense 3").transform(LabeledPoints.points(2, 5)))
                .withMessageContaining("variables of another network");
    }

    @Test
    void aSummaryComesBackFromDisk(@TempDir Path folder) {
        StepReport step = new StepReport(0, 1, 0.5, 0.1, Map.of("0 dense 8", 2.0), 1, 2, 3, 4);
        EpochReport epoch = new EpochReport(1, 0.5, 0.75, 8, 6, 5, 4);
        NeuralNetClassificationModel fitted = model();
        fitted.setSummary(Option.apply(new TrainingSummary(List.of(step), List.of(epoch), 2, 0.25)));
        String path = folder.resolve("new").toString();

        fitted.saveSummary(path);
        NeuralNetClassificationModel evicted = model();
        evicted.loadSummary(path, null);

        assertThat(evicted.summary().steps()).containsExactly(step);
        assertThat(evicted.summary().epochs()).containsExactly(epoch);
    }
}
