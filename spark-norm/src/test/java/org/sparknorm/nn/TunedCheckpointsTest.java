package org.sparknorm.nn;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many trainings that share one checkpointDir. */
@Timeout(300)
class TunedCheckpointsTest {

    @TempDir
    private Path folder;

    private NeuralNetClassifier classifier() {
        return LabeledPoints.classifier().setNumWorkers(2).setSync("collective").setMaxIter(2);
    }

    private NeuralNetClassifier keeping() {
        return classifier().setCheckpointDir(folder.toString());
    }

    private static double[] metrics(NeuralNetClassifier classifier) {
        return new CrossValidator()
                .setEstimator(classifier)
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setEstimatorParamMaps(new ParamMap[] {
                    new ParamMap().put(classifier.maxIter(), 3).put(classifier.stepSize(), 0.01),
                    new ParamMap().put(classifier.maxIter(), 3).put(classifier.stepSize(), 0.1),
                    new ParamMap().put(classifier.maxIter(), 1).put(classifier.stepSize(), 0.1)
                })
                .setNumFolds(2)
                .setParallelism(2)
                .setSeed(3)
                .fit(LabeledPoints.points(103, 1))
                .avgMetrics();
    }

    @Test
    void foldsAndPointsOfAGridDoNotTakeUpEachOthersCheckpoints() {
        assertThat(metrics(keeping())).isEqualTo(metrics(classifier())).doesNotHaveDuplicates();
    }

    @Test
    void otherLabelsInTheSameFolderAreLearned() {
        Dataset<Row> points = LabeledPoints.points(200, 1);
        Dataset<Row> turned = points.withColumn("label", col("label").plus(1).mod(3));
        keeping().setMaxIter(10).fit(points);
        NeuralNetClassificationModel model = keeping().setMaxIter(10).fit(turned);

        assertThat(model.summary().totalIterations()).isEqualTo(10);
        assertThat(LabeledPoints.accuracy(model.transform(turned))).isGreaterThan(0.9);
    }

    @Test
    void anEmptyPathIsRefusedWhenItIsSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier().setCheckpointDir(""))
                .withMessageContaining("checkpointDir")
                .withMessageContaining("the path of a folder");
    }

    @Test
    void theSummarySaysHowManyWorkersThereWere() {
        NeuralNetClassifier unset = LabeledPoints.classifier().setMaxIter(1);
        unset.clear(unset.numWorkers());
        assertThat(unset.fit(LabeledPoints.points(40, 1)).summary().workers()).isEqualTo(4);
    }
}
