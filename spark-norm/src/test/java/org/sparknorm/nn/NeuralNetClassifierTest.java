package org.sparknorm.nn;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.program.Batches;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.StepReport;

class NeuralNetClassifierTest {

    private static Dataset<Row> train;
    private static Dataset<Row> test;

    @BeforeAll
    static void drawPoints() {
        train = LabeledPoints.points(200, 1).cache();
        test = LabeledPoints.points(100, 2).cache();
    }

    @Test
    void bothWaysToSynchronizeLearnTheSame() {
        NeuralNetClassifier classifier =
                LabeledPoints.classifier().setNumWorkers(2).setMaxIter(4);

        NeuralNetClassificationModel tree = classifier.setSync("treeAggregate").fit(train);
        NeuralNetClassificationModel collective =
                classifier.setSync("collective").fit(train);

        assertThat(LabeledPoints.accuracy(tree.transform(test))).isGreaterThan(0.9);
        assertThat(Batches.difference(
                        collective.variables().parameters(), tree.variables().parameters()))
                .isLessThan(1e-4);
        assertThat(collective.summary().steps()).hasSameSizeAs(tree.summary().steps());
    }

    @Test
    void theSummaryTellsEveryStepAndEpoch() {
        List<EpochReport> told = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();

        NeuralNetClassificationModel model = LabeledPoints.classifier().fit(train, (epoch, moving) -> {
            told.add(epoch);
            accuracies.add(LabeledPoints.accuracy(moving.transform(test)));
        });

        assertThat(model.hasSummary()).isTrue();
        assertThat(model.summary().steps()).hasSize(2 * 7);
        assertThat(model.summary().epochs()).hasSize(2).isEqualTo(told);
        assertThat(accuracies.get(1)).isEqualTo(LabeledPoints.accuracy(model.transform(test)));
    }

    @Test
    void theShapeOfArraysFollowsFromTheFirstRow() {
        Dataset<Row> floats = train.withColumn("features", vector_to_array(col("features"), "float32"));
        NeuralNetClassifier classifier =
                new NeuralNetClassifier().setNetwork("dense 3").setMaxIter(1).setNumWorkers(1);

        NeuralNetClassificationModel model = classifier.fit(floats);

        assertThat(model.getInputShape()).containsExactly(4);
        assertThat(model.numFeatures()).isEqualTo(4);
        assertThat(model.parent()).isSameAs(classifier);
    }

    @Test
    void featuresLabelsAndWeightsMayBeFieldsOfStructs() {
        Dataset<Row> nested = train.withColumn("weight", lit(1))
                .select(
                        struct(
                                        vector_to_array(col("features"), "float64")
                                                .as("x"),
                                        col("label").cast("int").as("y"))
                                .as("point"),
                        struct("weight").as("of"));
        NeuralNetClassifier classifier = LabeledPoints.classifier().setInputShape(4);
        float[] expected = classifier.fit(train).variables().parameters();

        classifier.setFeaturesCol("point.x").setLabelCol("point.y").setWeightCol("of.weight");

        assertThat(classifier.fit(nested).variables().parameters()).isEqualTo(expected);
    }

    @Test
    void rowsOfWeightZeroTeachNothing() {
        Dataset<Row> wrong = train.withColumn("weight", lit(0.0)).withColumn("label", lit(0.0));
        Dataset<Row> both = train.withColumn("weight", lit(2)).unionAll(wrong);

        NeuralNetClassificationModel model = LabeledPoints.classifier()
                .setMaxIter(10)
                .setWeightCol("weight")
                .fit(both.sort(col("features").cast("string")));

        assertThat(LabeledPoints.accuracy(model.transform(test))).isGreaterThan(0.9);
    }

    @Test
    void recalibrationTakesTheExactStatisticsOfTheTrainingSet() {
        NeuralNetClassificationModel model = LabeledPoints.classifier()
                .setNetwork("norm, dense 3")
                .setNorm("batch")
                .fit(train);

        NeuralNetClassificationModel exact = model.recalibrate(train);

        double mean = train.select(
                        avg(vector_to_array(col("features"), "float64").getItem(0)))
                .head()
                .getDouble(0);
        assertThat(exact.variables().runningMean()[0][0]).isCloseTo(mean, within(1e-6));
        assertThat(model.variables().runningMean()[0][0]).isNotCloseTo(mean, within(1e-6));
        assertThat(exact.variables().parameters()).isEqualTo(model.variables().parameters());
        assertThat(exact.hasSummary()).isFalse();
    }

    @Test
    void aCosineEndsAtZeroWithTheLastStep() {
        NeuralNetClassificationModel model = LabeledPoints.classifier()
                .setSchedule("cosine")
                .setWarmupSteps(2)
                .setStepSize(0.5)
                .fit(train);

        List<Double> rates =
                model.summary().steps().stream().map(StepReport::rate).toList();
        assertThat(rates.get(0)).isEqualTo(0.25);
        assertThat(rates.get(1)).isEqualTo(0.5);
        assertThat(rates.get(13)).isBetween(0.0, 0.02);
    }

    @Test
    void aPipelineIsFittedSavedAndLoaded(@TempDir Path folder) throws IOException {
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    new SyncBatchNorm().setInputCol("features").setOutputCol("scaled"),
                    LabeledPoints.classifier().setFeaturesCol("scaled")
                })
                .fit(train);
        List<Row> expected = model.transform(test).select("probability").collectAsList();
        String path = folder.resolve("pipeline").toString();

        model.save(path);

        assertThat(PipelineModel.load(path)
                        .transform(test)
                        .select("probability")
                        .collectAsList())
                .isEqualTo(expected);
    }

    @Test
    void crossValidationFindsTheRateThatLearns() {
        NeuralNetClassifier classifier = LabeledPoints.classifier().setMaxIter(15);
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(classifier.stepSize(), new double[] {1e-7, 0.1})
                .build();

        CrossValidatorModel best = new CrossValidator()
                .setEstimator(classifier)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setEstimatorParamMaps(grid)
                .setNumFolds(2)
                .fit(train);

        NeuralNetClassificationModel model = (NeuralNetClassificationModel) best.bestModel();
        assertThat(model.getStepSize()).isEqualTo(0.1);
        assertThat(best.avgMetrics()[1]).isGreaterThan(0.8).isGreaterThan(best.avgMetrics()[0]);
    }
}
