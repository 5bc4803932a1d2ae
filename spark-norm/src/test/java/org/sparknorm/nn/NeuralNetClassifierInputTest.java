package org.sparknorm.nn;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.train.TrainingException;

/** Bad input: what the classifier says to it. */
class NeuralNetClassifierInputTest {

    @ParameterizedTest
    @ValueSource(doubles = {-1, 3, 0.5, Double.NaN})
    void aLabelThatIsNoClassIsRefused(double label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().fit(LabeledPoints.row(label, 1, 2, 3, 4)))
                .withMessageContaining("column 'label' holds " + label + ", expected a whole number from 0 to 2");
    }

    @Test
    void aMissingLabelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().fit(LabeledPoints.row(null, 1, 2, 3, 4)))
                .withMessageContaining("column 'label' holds null");
    }

    @Test
    void aRowOfAnotherSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().fit(LabeledPoints.row(0.0, 1, 2, 3)))
                .withMessageContaining("column 'features' holds a row of 3 values, expected rows of 4 values");
    }

    @Test
    void aValueThatIsNotFiniteIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LabeledPoints.classifier().fit(LabeledPoints.row(0.0, 1, 2, Double.POSITIVE_INFINITY, 4)))
                .withMessageContaining("column 'features' holds a row with the value Infinity");
    }

    @Test
    void aNegativeWeightIsRefused() {
        Dataset<Row> rows = LabeledPoints.row(0.0, 1, 2, 3, 4).withColumn("weight", lit(-2));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LabeledPoints.classifier().setWeightCol("weight").fit(rows))
                .withMessageContaining("column 'weight' holds -2.0, expected a finite number of at least 0");
    }

    @Test
    void anEmptyDatasetIsRefused() {
        Dataset<Row> none = LabeledPoints.points(10, 1).limit(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().fit(none))
                .withMessageContaining("no rows");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new NeuralNetClassifier().setNetwork("dense 3").fit(none))
                .withMessageContaining("set inputShape");
    }

    @Test
    void moreWorkersThanSlotsAreRefusedByTheCollective() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier()
                        .setSync("collective")
                        .setNumWorkers(9)
                        .fit(LabeledPoints.points(100, 1)))
                .withMessageContaining("found 9 workers, expected at most 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"treeAggregate", "collective"})
    void aLossThatIsNoNumberStopsTrainingWithTheStep(String sync) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> LabeledPoints.classifier()
                        .setSync(sync)
                        .setNorm("none")
                        .setStepSize(1e30)
                        .fit(LabeledPoints.points(100, 1)))
                .withMessageContaining("step 1")
                .withMessageContaining("rate 1.0E30");
    }

    @Test
    void batchNormOfOneValueAChannelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().setBatchSize(1).fit(LabeledPoints.points(10, 1)))
                .withMessageContaining("batch norm needs at least 2 values per channel over all workers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier()
                        .setNorm("batch")
                        .setNumWorkers(2)
                        .setBatchSize(2)
                        .fit(LabeledPoints.points(10, 1)))
                .withMessageContaining("batch norm needs at least 2 values per channel on each worker");
    }
}
