package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Evaluation;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.Example;

/** What running statistics hold after few steps, and on several workers. */
@Timeout(120)
class RunningStatisticsTrainingTest {

    @ParameterizedTest
    @CsvSource({
        "SYNC_BATCH, TREE_AGGREGATE, 64", "SYNC_BATCH, COLLECTIVE, 64",
        "BATCH, TREE_AGGREGATE, 64", "BATCH, COLLECTIVE, 64",
        // Of four workers, the first has no rows.
        "BATCH, TREE_AGGREGATE, 3", "BATCH, COLLECTIVE, 3"
    })
    void runningStatisticsAreThoseOfTheWholeBatchWhoeverNormalizesByWhat(NormKind kind, SyncKind sync, int rows) {
        TrainingSettings settings = Training.settings(Network.parse("norm, flatten, dense 4"), Shape.of(1, 4, 4), kind)
                .workers(4)
                .sync(sync)
                .batchSize(64)
                .build();
        List<Example> examples = Training.examples(settings.program(), rows, false);
        Variables variables = new Trainer(settings, (report, moving) -> {})
                .train(Training.spark().parallelize(examples, 2))
                .variables();

        double[] values = examples.stream()
                .flatMapToDouble(row -> IntStream.range(0, 16).mapToDouble(i -> row.features()[i]))
                .toArray();
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        assertThat(variables.runningMean()[0][0]).isCloseTo(mean, within(1e-12));
        assertThat(variables.runningVariance()[0][0]).isCloseTo(squares / (values.length - 1), within(1e-12));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 10_000, 1_000_000})
    void predictionsAreGoodAfterFortyStepsWhateverTheMean(double mean) {
        TrainingSettings settings = Training.settings(
                        Network.parse("norm, dense 8, relu, dense 2"), Shape.of(1), NormKind.SYNC_BATCH)
                .epochs(4)
                .build();
        List<Example> examples = above(mean, 320);
        TrainedNetwork trained = new Trainer(settings, (report, moving) -> {})
                .train(Training.spark().parallelize(examples, 2));

        Evaluation evaluation = new Evaluation(settings.program(), trained.variables());
        long correct = examples.stream()
                .filter(row -> {
                    float[] scores = evaluation.scores(row.features(), 1);
                    return (scores[1] > scores[0] ? 1 : 0) == row.label();
                })
                .count();
        assertThat(trained.summary().totalIterations()).isEqualTo(4);
        assertThat(correct / 320.0).isGreaterThan(0.93);
        assertThat(trained.summary().runningDistance()).isLessThan(0.1);
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void theSummarySaysWhereRunningMeansAreFarFromTheLastBatch(SyncKind sync) {
        TrainingSettings settings = Training.settings(Network.parse("norm, dense 2"), Shape.of(1), NormKind.SYNC_BATCH)
                .momentum(0)
                .sync(sync)
                .build();
        TrainingSummary summary = new Trainer(settings, (report, moving) -> {})
                .train(Training.spark().parallelize(above(100, 64), 2))
                .summary();

        // Mean 100 and standard deviation 2, by statistics that never moved.
        assertThat(summary.runningDistance()).isBetween(30.0, 70.0);
    }

    /** Rows of one feature, of the mean and a standard deviation of 2; label 1 above the mean. */
    private static List<Example> above(double mean, int rows) {
        Random random = new Random(1);
        List<Example> examples = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            float feature = (float) (mean + 2 * random.nextGaussian());
            examples.add(new Example(new float[] {feature}, feature > mean ? 1 : 0));
        }
        return examples;
    }
}
