package org.sparknorm.lab.compare.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.sparknorm.examples.SparkSessions;
import org.sparknorm.network.NormKind;
import org.sparknorm.shard.Example;
import org.sparknorm.train.StepReport;
import org.sparknorm.train.Trainer;

class LocalTrainingTest {

    private static final String NETWORK = "dense 20, norm, relu, dense 10";
    private static final int ROWS = 64;
    private static final int STEPS = 6;

    /** With all rows in each batch, their order does not matter. */
    @Test
    void itTrainsAsTheTrainerDoes() throws Exception {
        Trial trial = trial(NormKind.SYNC_BATCH, ROWS, 0.1);
        Pixels digits = digits();
        List<Example> examples =
                IntStream.range(0, ROWS).mapToObj(digits::example).toList();
        JavaRDD<Example> rows = new JavaSparkContext(SparkSessions.shared().sparkContext()).parallelize(examples, 2);

        double[] local = training(trial.withWorkers(4)).steps(STEPS);
        List<StepReport> trained = new Trainer(
                        trial.settings().toBuilder().epochs(STEPS).workers(2).build(), (epoch, variables) -> {})
                .train(rows)
                .summary()
                .steps();

        for (int step = 0; step < STEPS; step++) {
            assertThat(local[step]).isCloseTo(trained.get(step).loss(), within(1e-4));
        }
    }

    @Test
    void synchronizedWorkersTrainAsOneWithAllRows() {
        Trial synchronizing = trial(NormKind.SYNC_BATCH, 16, 0.1);

        double[] four = training(synchronizing.withWorkers(4)).steps(STEPS);
        double[] one = training(synchronizing.withNorm(NormKind.BATCH)).steps(STEPS);
        double[] own =
                training(synchronizing.withNorm(NormKind.BATCH).withWorkers(4)).steps(STEPS);

        assertThat(four).containsExactly(one, within(1e-4));
        assertThat(Math.abs(own[0] - one[0])).isGreaterThan(1e-3);
    }

    @Test
    void aTrainingThatDivergesKeepsItsLossesUpToThere() {
        LocalTraining training = training(trial(NormKind.NONE, 16, 1e30));

        assertThat(training.steps(STEPS)).isNotEmpty().hasSizeLessThan(STEPS).doesNotContain(Double.NaN);
        assertThat(training.diverged()).isTrue();
        assertThat(training.accuracy(digits(), new int[] {0, 1})).isEqualTo(0.1);
    }

    @Test
    void theSameSeedTrainsTheSame() {
        Trial trial = trial(NormKind.LAYER, 8, 0.1);

        assertThat(training(trial).steps(STEPS)).isEqualTo(training(trial).steps(STEPS));
    }

    @Test
    void fewerRowsThanABatchAreRefused() {
        Trial trial = trial(NormKind.LAYER, 8, 0.1);

        assertThatThrownBy(() -> new LocalTraining(trial.settings(), digits(), new int[7]))
                .hasMessage("batches of 8 need as many rows, found 7");
    }

    private static Trial trial(NormKind norm, int batch, double rate) {
        return Trial.of(NETWORK, norm, batch, ROWS, 3).withRate(rate);
    }

    private static LocalTraining training(Trial trial) {
        return trial.start(new Samples(digits(), digits()));
    }

    private static Pixels digits() {
        byte[] images = new byte[ROWS * 784];
        byte[] labels = new byte[ROWS];
        new Random(5).nextBytes(images);
        for (int i = 0; i < ROWS; i++) {
            labels[i] = (byte) (i % 10);
        }
        return new Pixels(images, labels, Pixels.standardize(images));
    }
}
