package org.sparknorm.program;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;

class StepRefusalTest {

    private static final Program PROGRAM = new Program(
            Network.parse(
                    "conv 4 3, norm, relu, maxpool 2, 2 x residual(norm, relu, conv 4 3), residual(conv 4 3, norm),"
                            + " dense 3"),
            Shape.of(1, 6, 6),
            Normalization.of(NormKind.SYNC_BATCH));

    @Test
    void fewerThanTwoValuesPerChannelAreAnErrorOverAllWorkersOrOnOne() {
        Program sync = program("dense 4, norm, dense 2", NormKind.SYNC_BATCH);
        Step one = new Step(sync);
        one.start(sync, Batch.of(new float[] {1}, new int[1]), 1);
        one.advance(sync, Variables.initial(sync, Initialization.HE, 1));
        one.resume(one.exchange());
        assertThatIllegalStateException()
                .isThrownBy(() -> one.advance(sync, Variables.initial(sync, Initialization.HE, 1)))
                .withMessage(
                        "layer '2 norm': batch norm needs at least 2 values per channel over all workers, this batch"
                                + " has 1");

        Program own = program("dense 4, norm, dense 2", NormKind.BATCH);
        Step alone = new Step(own);
        alone.start(own, Batch.of(new float[] {1}, new int[1]), 5);
        assertThatIllegalStateException()
                .isThrownBy(() -> alone.advance(own, Variables.initial(own, Initialization.HE, 1)))
                .withMessageContaining("on each worker, this batch has 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void labelsOutsideTheClassesAreRefused(int label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.of(new float[72], new int[] {0, label}).requireFits(PROGRAM))
                .withMessage("row 1 of the batch has label " + label + ", expected 0 to 2");
    }

    @Test
    void whatIsNoBatchOfTheProgramIsRefused() {
        Step step = new Step(PROGRAM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.of(new float[71], new int[2]).requireFits(PROGRAM))
                .withMessage("a batch of 2 rows of 1x6x6 needs 72 values, found 71");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Batch(new float[36], new int[1], new double[] {Double.NaN}, 1).requireFits(PROGRAM))
                .withMessageContaining("weight NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.start(PROGRAM, Batches.randomRows(PROGRAM, 10, 2), 0))
                .withMessageContaining("must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(new float[36], new int[1], null, 2))
                .withMessageContaining("found 1 labels");
    }

    private static Program program(String network, NormKind kind) {
        return new Program(Network.parse(network), Shape.of(1), Normalization.of(kind));
    }
}
