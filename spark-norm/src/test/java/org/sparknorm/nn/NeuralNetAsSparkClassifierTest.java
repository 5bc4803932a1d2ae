package org.sparknorm.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.sparknorm.train.EpochReport;

/** The classifier and its model where Spark expects its own probabilistic classifiers. */
class NeuralNetAsSparkClassifierTest {

    @Test
    void allParamsBelongToTheUidThatAStageWasMadeWith() {
        Stream<Params> stages = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? new NeuralNetClassifier("stage " + i)
                        : new NeuralNetClassificationModel("stage " + i, null, null));

        stages.forEach(stage -> assertThat(stage.params())
                .isNotEmpty()
                .allSatisfy(param -> assertThat(param.parent()).isEqualTo(stage.uid())));
        assertThat(new NeuralNetClassifier("given").uid()).isEqualTo("given");
        assertThat(new NeuralNetClassifier().uid()).startsWith("NeuralNetClassifier_");
    }

    @Test
    void theModelAnswersAsSparksProbabilisticModelsDo() {
        NeuralNetClassificationModel trained = LabeledPoints.classifier().fit(LabeledPoints.points(60, 1));
        ProbabilisticClassificationModel<Vector, NeuralNetClassificationModel> model = trained;
        Vector row = Vectors.dense(1, 2, 3, 4);

        assertThat(model.numClasses()).isEqualTo(3);
        assertThat(model.numFeatures()).isEqualTo(4);
        assertThat(model.predictProbability(row).argmax()).isEqualTo((int) model.predict(row));
        assertThat(model.predictRaw(row).argmax()).isEqualTo((int) model.predict(row));
        org.apache.spark.ml.classification.TrainingSummary summary = trained.summary();
        assertThat(summary.totalIterations()).isEqualTo(2);
        assertThat(summary.objectiveHistory())
                .containsExactly(trained.summary().epochs().stream()
                        .mapToDouble(EpochReport::loss)
                        .toArray());
    }

    @Test
    void oneVsRestTrainsANetworkForEachClass() {
        Dataset<Row> points = LabeledPoints.points(200, 1);
        NeuralNetClassifier binary = LabeledPoints.classifier()
                .setNetwork("dense 4, norm, relu, dense 2")
                .setMaxIter(10);

        OneVsRestModel model = new OneVsRest().setClassifier(binary).fit(points);

        assertThat(model.models()).hasSize(3).hasOnlyElementsOfType(NeuralNetClassificationModel.class);
        assertThat(LabeledPoints.accuracy(model.transform(points))).isGreaterThan(0.9);
    }

    @Test
    void sparksOwnParamsAreThoseOfTheStage() {
        NeuralNetClassifier classifier = LabeledPoints.classifier();

        classifier.set(classifier.featuresCol(), "x").set(classifier.thresholds(), new double[] {1, 2, 3});

        assertThat(classifier.getFeaturesCol()).isEqualTo("x");
        assertThat(Arrays.stream(classifier.params()).map(param -> param.name()))
                .doesNotHaveDuplicates()
                .contains(
                        "featuresCol", "labelCol", "predictionCol", "rawPredictionCol", "probabilityCol", "thresholds")
                .contains("network", "norm", "handleInvalid", "weightCol");
    }
}
