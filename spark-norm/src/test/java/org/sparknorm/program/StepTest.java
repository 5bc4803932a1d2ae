package org.sparknorm.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.core.GradientSums;
import org.sparknorm.kryo.NormRegistrator;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class StepTest {

    private static final Program PROGRAM = new Program(
            Network.parse(
                    "conv 4 3, norm, relu, maxpool 2, 2 x residual(norm, relu, conv 4 3), residual(conv 4 3, norm),"
                            + " dense 3"),
            Shape.of(1, 6, 6),
            Normalization.of(NormKind.SYNC_BATCH));

    private final Variables variables = Variables.initial(PROGRAM, Initialization.HE, 1);
    private final Batch batch = Batches.randomRows(PROGRAM, 10, 2);

    private Step started() {
        Step step = new Step(PROGRAM);
        step.start(PROGRAM, batch, batch.weight());
        return step;
    }

    private Step finished() {
        Step step = started();
        run(step);
        return step;
    }

    /** As a task of Spark that is run again and again on a state that it must leave as it is. */
    private Step next(Step state) {
        Step next = state.copy();
        if (next.exchange() != null) {
            next.resume(next.exchange().copy());
        }
        next.advance(PROGRAM, variables);
        return next;
    }

    @Test
    void advancingACopyAgainGivesTheSameBitsAndLeavesTheStateAsItIs() {
        Step expected = finished();
        Step state = started();
        int exchanges = 0;
        while (!state.isDone()) {
            Step first = next(state);
            Step far = first;
            while (!far.isDone()) {
                far = next(far);
            }
            Step second = next(state);

            assertThat(values(second)).isEqualTo(values(first));
            assertThat(far.gradients()).isEqualTo(expected.gradients());
            assertThat(far.loss()).isEqualTo(expected.loss());
            exchanges += second.isDone() ? 0 : 1;
            state = second;
        }
        assertThat(state.gradients()).isEqualTo(expected.gradients());
        assertThat(exchanges).isEqualTo(2 * 4);
    }

    @Test
    void stepUsedForManyBatchesGivesTheBitsOfANewOne() {
        Step used = finished();
        for (int rows : new int[] {3, 10, 1, 10}) {
            Batch other = Batches.randomRows(PROGRAM, rows, rows);
            used.start(PROGRAM, other, other.weight());
            run(used);
        }
        used.start(PROGRAM, batch, batch.weight());
        run(used);

        assertThat(used.gradients()).isEqualTo(finished().gradients());
        assertThat(used.loss()).isEqualTo(finished().loss());
    }

    @Test
    void stepGoesOnAfterKryoThatRequiresRegistrationAndAfterJava() {
        SparkConf conf = new SparkConf(false)
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.kryo.registrator", NormRegistrator.class.getName());
        for (SerializerInstance serializer :
                List.of(new KryoSerializer(conf).newInstance(), new JavaSerializer(conf).newInstance())) {
            ClassTag<Step> tag = ClassTag$.MODULE$.apply(Step.class);
            Step state = serializer.deserialize(serializer.serialize(started(), tag), tag);
            while (!state.isDone()) {
                Step next = next(state);
                state = serializer.deserialize(serializer.serialize(next, tag), tag);
            }
            assertThat(state.gradients()).isEqualTo(finished().gradients());
        }
    }

    @Test
    void sumsMustComeBackBeforeTheStepGoesOn() {
        Step step = started();
        step.advance(PROGRAM, variables);
        ChannelSums sums = step.exchange();

        assertThatIllegalStateException()
                .isThrownBy(() -> step.advance(PROGRAM, variables))
                .withMessageContaining("waits for the sums");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.resume(new GradientSums(4)))
                .withMessage("gradient sums of 4 channels do not merge into sums around a shift of 4");
        step.resume(sums);
        assertThatIllegalStateException()
                .isThrownBy(() -> step.resume(sums))
                .withMessageContaining("waits for no sums");
    }

    @Test
    void withoutLabelsOnlyForwardRunsAndItsStatisticsCanBeAveraged() {
        Program program = program("norm, dense 2", NormKind.SYNC_BATCH);
        Variables observed = Variables.initial(program, Initialization.HE, 1);
        Step step = new Step(program);
        double[][] batches = {{1, 2, 3}, {5, 5, 8}};
        for (int b = 0; b < 2; b++) {
            step.start(program, new Batch(column(batches[b]), null, null, 3), 3);
            assertThat(step.advance(program, observed)).isTrue();
            step.resume(step.exchange());
            assertThat(step.advance(program, observed)).isFalse();
            observed.moveRunning(step.moments(), 1.0 / (b + 1));
        }

        assertThat(observed.runningMean()[0][0]).isCloseTo((2.0 + 6.0) / 2, within(1e-12));
        assertThat(observed.runningVariance()[0][0]).isCloseTo((1.0 + 3.0) / 2, within(1e-12));
        assertThat(step.gradients()).containsOnly(0);
    }

    @Test
    void runningStatisticsMoveByMomentumWithTheUnbiasedVariance() {
        Program program = program("norm, dense 2", NormKind.BATCH);
        Variables observed = Variables.initial(program, Initialization.HE, 1);
        Step step = new Step(program);
        step.start(program, Batch.of(column(1, 2, 3), new int[3]), 3);
        step.advance(program, observed);
        observed.moveRunning(step.moments(), 0.1);

        assertThat(observed.runningMean()[0][0]).isCloseTo(0.2, within(1e-12));
        assertThat(observed.runningVariance()[0][0]).isCloseTo(1.0, within(1e-12));
    }

    @Test
    void aLargeMeanCostsNoDigitsOnceTheRunningMeanHasFollowed() {
        Program program = program("norm, dense 2", NormKind.SYNC_BATCH);
        Variables observed = Variables.initial(program, Initialization.HE, 1);
        observed.runningMean()[0][0] = 1e6;
        Step step = new Step(program);
        step.start(program, Batch.of(column(1e6 - 1, 1e6, 1e6 + 1), new int[3]), 3);

        assertThat(step.advance(program, observed)).isTrue();
        assertThat(values(step)).containsExactly(0, 2, 3);
    }

    @Test
    void workerOfItsOwnWithoutRowsHasNoGradientsAndMovesNothing() {
        Program own = program("dense 4, norm, dense 2", NormKind.BATCH);
        Variables unmoved = Variables.initial(own, Initialization.HE, 1);
        Step empty = new Step(own);
        empty.start(own, Batch.of(new float[0], new int[0]), 5);

        assertThat(empty.advance(own, unmoved)).isFalse();
        unmoved.moveRunning(empty.moments(), 0.1);

        assertThat(empty.gradients()).containsOnly(0);
        assertThat(unmoved.runningVariance()[0]).containsOnly(1);
    }

    @Test
    void weightsScaleTheRowsOfTheLoss() {
        Program program = program("dense 3", NormKind.NONE);
        Variables given = Variables.initial(program, Initialization.HE, 4);
        Step twice = new Step(program);
        twice.start(program, Batch.of(column(1, 1, -2), new int[] {0, 0, 2}), 3);
        run(twice, program, given);
        Step weighted = new Step(program);
        weighted.start(program, new Batch(column(1, -2, 9), new int[] {0, 2, 1}, new double[] {2, 1, 0}, 3), 3);
        run(weighted, program, given);

        assertThat(weighted.loss()).isCloseTo(twice.loss(), within(1e-7));
        assertThat(Batches.difference(weighted.gradients(), twice.gradients())).isLessThan(1e-6);
    }

    private static Program program(String network, NormKind kind) {
        return new Program(Network.parse(network), Shape.of(1), Normalization.of(kind));
    }

    private static float[] column(double... values) {
        float[] column = new float[values.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = (float) values[i];
        }
        return column;
    }

    private void run(Step step) {
        run(step, PROGRAM, variables);
    }

    private static void run(Step step, Program program, Variables variables) {
        step.run(program, variables, sums -> {});
    }

    private static double[] values(Step step) {
        return step.exchange() == null ? null : step.exchange().values();
    }
}
