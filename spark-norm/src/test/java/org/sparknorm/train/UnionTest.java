package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Batches;
import org.sparknorm.program.Initialization;
import org.sparknorm.program.Program;
import org.sparknorm.program.Step;
import org.sparknorm.program.Variables;

/** Workers with synchronized batch norm against one worker that has all the rows, over 20 steps of SGD. */
class UnionTest {

    private static final int STEPS = 20;

    private enum Net {
        MLP("dense 32, norm, relu, dense 16, norm, relu, dense 4", Shape.of(20)),
        CNN("conv 6 3, norm, relu, maxpool 2, conv 8 3, norm, relu, maxpool 2, dense 4", Shape.of(1, 8, 8)),
        PRE_NORM("dense 16, 4 x residual(norm, dense 16, relu), norm, dense 4", Shape.of(20)),
        POST_NORM("dense 16, 4 x (residual(dense 16, relu), norm), dense 4", Shape.of(20));

        private final Network network;
        private final Shape input;

        Net(String network, Shape input) {
            this.network = Network.parse(network);
            this.input = input;
        }

        Program program(NormKind kind) {
            return new Program(network, input, Normalization.of(kind).withGroups(2));
        }
    }

    static Stream<Arguments> netsAndSplits() {
        List<int[]> splits = List.of(
                new int[] {32}, new int[] {16, 16}, new int[] {31, 1}, new int[] {20, 0, 12}, new int[] {0, 7, 1, 24});
        return Arrays.stream(Net.values()).flatMap(net -> splits.stream().map(split -> Arguments.of(net, split)));
    }

    @ParameterizedTest
    @MethodSource("netsAndSplits")
    void syncBatchNormOverAnySplitEqualsBatchNormOverTheUnion(Net net, int[] split) {
        Program program = net.program(NormKind.SYNC_BATCH);
        Workers apart = new Workers(program, split.length, 3);
        Workers union = new Workers(net.program(NormKind.BATCH), 1, 3);

        double first = 0;
        for (int s = 0; s < STEPS; s++) {
            Batch batch = Batches.randomRows(program, 32, 100 + s);
            apart.step(Batches.split(program, batch, split));
            union.step(List.of(batch));

            first = s == 0 ? union.loss : first;
            assertThat(apart.exchanges)
                    .isEqualTo(2 * program.batchNormChannels().size());
            assertThat(union.exchanges).isZero();
            assertThat(Math.abs(apart.loss / union.loss - 1))
                    .as("loss of step %d", s)
                    .isLessThan(1e-4);
            assertThat(Batches.difference(apart.gradients, union.gradients))
                    .as("gradients of step %d", s)
                    .isLessThan(1e-4);
            for (int i = 0; i < program.batchNormChannels().size(); i++) {
                assertThat(Batches.difference(
                                apart.variables.runningMean()[i],
                                union.variables.runningMean()[i]))
                        .isLessThan(1e-4);
                assertThat(Batches.difference(
                                apart.variables.runningVariance()[i],
                                union.variables.runningVariance()[i]))
                        .isLessThan(1e-4);
            }
        }
        assertThat(union.loss).as("it learns").isLessThan(0.8 * first);
    }

    @Test
    void exchangeOverAnySplitEqualsThatOfTheUnionInDouble() {
        Program program =
                new Program(Network.parse("norm, dense 3"), Shape.of(5, 4, 4), Normalization.of(NormKind.SYNC_BATCH));
        Variables variables = Variables.initial(program, Initialization.HE, 1);
        Batch batch = Batches.randomRows(program, 30, 2);

        double[] union = sums(program, variables, List.of(batch));
        double[] apart = sums(program, variables, Batches.split(program, batch, 11, 0, 19));

        assertThat(union[union.length - 1]).isEqualTo(30 * 16);
        assertThat(Batches.difference(apart, union)).isLessThan(1e-14);
    }

    @ParameterizedTest
    @MethodSource("netsAndSplits")
    void otherNormsNeedNoExchangeAndGiveTheUnionsGradients(Net net, int[] split) {
        for (NormKind kind : List.of(NormKind.NONE, NormKind.LAYER, NormKind.GROUP, NormKind.RMS)) {
            Program program = net.program(kind);
            Batch batch = Batches.randomRows(program, 32, 9);
            Workers apart = new Workers(program, split.length, 3);
            Workers union = new Workers(program, 1, 3);
            apart.step(Batches.split(program, batch, split));
            union.step(List.of(batch));

            assertThat(apart.exchanges).isZero();
            assertThat(Batches.difference(apart.gradients, union.gradients)).isLessThan(1e-5);
            assertThat(apart.correct).isEqualTo(union.correct, org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void batchNormOfEachWorkersOwnStatisticsDiffersMeasurably(Net net) {
        Program program = net.program(NormKind.BATCH);
        Batch batch = Batches.randomRows(program, 32, 9);
        Workers apart = new Workers(program, 2, 3);
        Workers union = new Workers(program, 1, 3);
        apart.step(Batches.split(program, batch, 16, 16));
        union.step(List.of(batch));

        assertThat(Math.abs(apart.loss / union.loss - 1)).isGreaterThan(1e-3);
        assertThat(Batches.difference(apart.gradients, union.gradients)).isGreaterThan(1e-2);
    }

    static Net[] nets() {
        return Net.values();
    }

    private static double[] sums(Program program, Variables variables, List<Batch> batches) {
        List<ChannelSums> sums = batches.stream()
                .map(batch -> {
                    Step step = new Step(program);
                    step.start(program, batch, 30);
                    step.advance(program, variables);
                    return step.exchange();
                })
                .toList();
        sums.subList(1, sums.size()).forEach(sums.get(0)::merge);
        return sums.get(0).values();
    }
}
