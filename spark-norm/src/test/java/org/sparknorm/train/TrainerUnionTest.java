package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Batches;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Example;

/** Training on k workers of Spark against one worker on all rows, by hand: the first 20 steps. */
@Timeout(300)
class TrainerUnionTest {

    private static final double BOUND = 1e-4;

    private enum Net {
        MLP("dense 16, norm, relu, dense 8, norm, relu, dense 4", Shape.of(20)),
        CNN("conv 4 3, norm, relu, maxpool 2, dense 4", Shape.of(1, 8, 8)),
        RESIDUAL("dense 12, 2 x residual(norm, dense 12, relu), norm, dense 4", Shape.of(20));

        private final Network network;
        private final Shape input;

        Net(String network, Shape input) {
            this.network = Network.parse(network);
            this.input = input;
        }

        TrainingSettings.Builder settings(NormKind kind) {
            return Training.settings(network, input, kind);
        }
    }

    /** 621 rows: no number of workers but 1 and 3 gets equal parts, and the last batch is smaller. */
    static Stream<Arguments> netsKindsAndWorkers() {
        List<Arguments> all = new ArrayList<>();
        for (Net net : Net.values()) {
            for (SyncKind sync : SyncKind.values()) {
                for (int workers = 1; workers <= 4; workers++) {
                    all.add(Arguments.of(net, sync, workers));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("netsKindsAndWorkers")
    void syncBatchNormOnWorkersTrainsAsOneWorkerOnTheUnion(Net net, SyncKind sync, int workers) {
        TrainingSettings settings =
                net.settings(NormKind.SYNC_BATCH).workers(workers).sync(sync).build();
        TrainedNetwork trained = train(settings, 621, false);
        assertSame(trained, union(net.settings(NormKind.BATCH).build(), 621, false));

        int norms = settings.program().batchNormChannels().size();
        assertThat(trained.summary().steps()).extracting(StepReport::syncCount).containsOnly(2 * norms + 1);
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void workersWithoutRowsTakePart(SyncKind sync) {
        TrainingSettings.Builder settings =
                Net.MLP.settings(NormKind.SYNC_BATCH).batchSize(3).epochs(2);
        TrainedNetwork trained = train(settings.workers(4).sync(sync).build(), 3, false);

        assertSame(
                trained,
                union(Net.MLP.settings(NormKind.BATCH).batchSize(3).epochs(2).build(), 3, false));
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void weightsCountByTheGlobalBatch(SyncKind sync) {
        TrainingSettings settings =
                Net.MLP.settings(NormKind.SYNC_BATCH).workers(3).sync(sync).build();

        assertSame(
                train(settings, 300, true),
                union(Net.MLP.settings(NormKind.BATCH).build(), 300, true));
    }

    @ParameterizedTest
    @EnumSource(SyncKind.class)
    void eachWorkersOwnStatisticsDifferMeasurably(SyncKind sync) {
        TrainingSettings settings =
                Net.MLP.settings(NormKind.BATCH).workers(2).sync(sync).build();
        TrainedNetwork own = train(settings, 621, false);
        Reference union = union(Net.MLP.settings(NormKind.BATCH).build(), 621, false);

        assertThat(own.summary().steps()).extracting(StepReport::syncCount).containsOnly(1);
        assertThat(Math.abs(own.summary().steps().get(0).loss() / union.losses.get(0) - 1))
                .isGreaterThan(1e-3);
        assertThat(Batches.difference(own.variables().parameters(), union.variables.parameters()))
                .isGreaterThan(1e-2);
        assertThat(own.variables().runningVariance()[0])
                .isNotEqualTo(union.variables.runningVariance()[0]);
    }

    @ParameterizedTest
    @EnumSource(
            value = NormKind.class,
            names = {"NONE", "LAYER", "GROUP", "RMS"})
    void otherNormsTrainAsOneWorkerToo(NormKind kind) {
        for (SyncKind sync : SyncKind.values()) {
            TrainingSettings settings =
                    Net.MLP.settings(kind).workers(2).sync(sync).build();
            assertSame(train(settings, 200, false), union(Net.MLP.settings(kind).build(), 200, false));
        }
    }

    private static TrainedNetwork train(TrainingSettings settings, int rows, boolean weighted) {
        return new Trainer(settings, (report, variables) -> {})
                .train(Training.spark().parallelize(Training.examples(settings.program(), rows, weighted), 5));
    }

    private static void assertSame(TrainedNetwork trained, Reference union) {
        List<StepReport> steps = trained.summary().steps();
        assertThat(steps).hasSameSizeAs(union.losses);
        for (int s = 0; s < steps.size(); s++) {
            assertThat(steps.get(s).step()).isEqualTo(s);
            assertThat(steps.get(s).loss() / union.losses.get(s))
                    .as("loss of step %d", s)
                    .isCloseTo(1, within(BOUND));
            double[] norms = steps.get(s).gradientNorms().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            assertThat(Batches.difference(norms, union.gradientNorms.get(s)))
                    .as("gradients of step %d", s)
                    .isLessThan(BOUND);
        }
        Variables variables = trained.variables();
        assertThat(Batches.difference(variables.parameters(), union.variables.parameters()))
                .isLessThan(BOUND);
        for (int i = 0; i < variables.runningMean().length; i++) {
            assertThat(Batches.difference(
                            variables.runningMean()[i], union.variables.runningMean()[i]))
                    .isLessThan(BOUND);
            assertThat(Batches.difference(
                            variables.runningVariance()[i], union.variables.runningVariance()[i]))
                    .isLessThan(BOUND);
        }
        EpochReport epoch = trained.summary().epochs().get(0);
        assertThat(epoch.loss()).isCloseTo(union.epochLoss, within(BOUND));
        assertThat(epoch.accuracy()).isCloseTo(union.accuracy, within(BOUND));
    }

    private record Reference(
            Variables variables,
            List<Double> losses,
            List<double[]> gradientNorms,
            double epochLoss,
            double accuracy) {}

    private static Reference union(TrainingSettings settings, int rows, boolean weighted) {
        Program program = settings.program();
        List<Example> examples = Training.examples(program, rows, weighted);
        Workers workers = new Workers(program, 1, settings.optimization().seed());
        List<Double> losses = new ArrayList<>();
        List<double[]> gradientNorms = new ArrayList<>();
        double[] firstEpoch = new double[3];
        for (int epoch = 1; epoch <= settings.optimization().epochs(); epoch++) {
            EpochPlan plan = settings.plan(program, rows, epoch);
            for (Batch batch : Training.batches(program, examples, plan)) {
                workers.step(List.of(batch));
                losses.add(workers.loss);
                gradientNorms.add(workers.gradientNorms);
                if (epoch == 1) {
                    firstEpoch[0] += batch.weight();
                    firstEpoch[1] += batch.weight() * workers.loss;
                    firstEpoch[2] += workers.correct;
                }
            }
        }
        return new Reference(
                workers.variables, losses, gradientNorms, firstEpoch[1] / firstEpoch[0], firstEpoch[2] / firstEpoch[0]);
    }
}
