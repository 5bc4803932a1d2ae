package org.sparknorm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Moments of parts, merged in trees of any shape, against one exact computation over all rows. */
class MomentsMergeTest {

    private static final int CHANNELS = 3;

    static Stream<Arguments> partsAndMeans() {
        return IntStream.rangeClosed(1, 17)
                .boxed()
                .flatMap(parts -> DoubleStream.of(0, 1, 1e4, 1e8, -1e8).mapToObj(mean -> Arguments.of(parts, mean)));
    }

    @ParameterizedTest(name = "{0} parts, mean {1}")
    @MethodSource("partsAndMeans")
    void twoRowsInEveryPart(int parts, double mean) {
        int[] sizes = IntStream.generate(() -> 2).limit(parts).toArray();
        assertExact(sizes, mean, 1);
    }

    @ParameterizedTest(name = "{0} parts, mean {1}")
    @MethodSource("partsAndMeans")
    void oneRowInEveryPart(int parts, double mean) {
        int[] sizes = IntStream.generate(() -> 1).limit(parts).toArray();
        assertExact(sizes, mean, parts == 1 ? 2 : 1);
    }

    @ParameterizedTest(name = "{0} parts, mean {1}")
    @MethodSource("partsAndMeans")
    void unevenAndEmptyParts(int parts, double mean) {
        assertExact(new RandomData(parts).split(40, parts), mean, 1);
        assertExact(new RandomData(-parts).split(12, parts), mean, 4);
    }

    private static void assertExact(int[] sizes, double mean, int positions) {
        int total = IntStream.of(sizes).sum();
        RandomData random = new RandomData(total + 31L * sizes.length);
        double[][] rows = random.rows(total, CHANNELS * positions, mean, 1);
        double[] ones = Check.ones(total);
        double[] weights = random.weights(total);
        Exact exact = Exact.of(rows, CHANNELS);
        Exact weighted = Exact.of(rows, weights, CHANNELS);
        for (int shape = 0; shape < 4; shape++) {
            Moments merged = tree(parts(rows, ones, sizes, positions), shape);
            exact.assertEqualTo(merged);
            assertThat(merged.rows()).isEqualTo(total);
            assertThat(merged.weight(0)).isEqualTo((double) total * positions);
            if (DoubleStream.of(weights).filter(w -> w > 0).count() > 1) {
                weighted.assertEqualTo(tree(parts(rows, weights, sizes, positions), shape));
            }
        }
    }

    @Test
    void emptyMomentsAreNeutralOnBothSides() {
        double[][] rows = new RandomData(1).rows(5, CHANNELS, 1e8, 1);
        Exact exact = Exact.of(rows, CHANNELS);
        Moments some = parts(rows, Check.ones(5), new int[] {5}, 1).get(0);
        exact.assertEqualTo(Moments.empty(CHANNELS).merge(some));
        exact.assertEqualTo(some.merge(Moments.empty(CHANNELS)));
        exact.assertEqualTo(some.merge(new MomentsAccumulator(CHANNELS, 1).toMoments()));
        assertThat(some.rows()).isEqualTo(5);
    }

    @Test
    void mergeLeavesTheOtherAsItIs() {
        double[][] rows = new RandomData(2).rows(6, CHANNELS, 3, 1);
        List<Moments> parts = parts(rows, Check.ones(6), new int[] {3, 3}, 1);
        Moments empty = Moments.empty(CHANNELS);
        double[] before = parts.get(1).variance();
        empty.merge(parts.get(1)).merge(parts.get(0));
        assertThat(parts.get(1).rows()).isEqualTo(3);
        assertThat(parts.get(1).variance()).containsExactly(before);
    }

    @Test
    void emptyMomentsHaveNoMeanAndNoVariance() {
        Moments empty = Moments.empty(2).merge(Moments.empty(2));
        assertThat(empty.rows()).isZero();
        assertThat(empty.weight(0)).isZero();
        assertThat(empty.mean()).containsExactly(Double.NaN, Double.NaN);
        assertThat(empty.variance()).containsExactly(Double.NaN, Double.NaN);
        assertThat(empty.unbiasedVariance()).containsExactly(Double.NaN, Double.NaN);
        assertThatThrownBy(empty::requireVariance)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at least 2 values")
                .hasMessageContaining("no rows");
    }

    @Test
    void momentsAndGradientSumsOfOtherChannelsDoNotMerge() {
        assertThatThrownBy(() -> Moments.empty(2).merge(Moments.empty(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 channels")
                .hasMessageContaining("of 2");
        assertThatThrownBy(() -> new GradientSums(2).merge(new GradientSums(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 channels")
                .hasMessageContaining("of 2");
    }

    /** At mean 1e8 one double loses 1e-8 of a mean; two do not. */
    @Test
    void meanAndResidualHoldTheMeanInTwoDoubles() {
        double[][] rows = {{1e8, 0, 0}, {1e8 + 1, 0, 0}, {1e8 + 1, 0, 0}};
        Moments moments = tree(parts(rows, Check.ones(3), new int[] {1, 1, 1}, 1), 0);
        double fraction = (moments.mean()[0] - 1e8) + moments.meanResidual()[0];
        assertThat(Math.abs(fraction - 2.0 / 3)).isLessThan(1e-15);
    }

    private static List<Moments> parts(double[][] rows, double[] weights, int[] sizes, int positions) {
        List<Moments> parts = new ArrayList<>();
        int row = 0;
        for (int size : sizes) {
            MomentsAccumulator sums = new MomentsAccumulator(CHANNELS, positions);
            for (int end = row + size; row < end; row++) {
                sums.add(rows[row], 0, weights[row]);
            }
            parts.add(sums.toMoments());
        }
        return parts;
    }

    /** 0: one after another; 1: from the end; 2: a balanced tree; 3: pairs in a random order. */
    private static Moments tree(List<Moments> parts, int shape) {
        if (shape == 1) {
            Collections.reverse(parts);
        }
        if (shape == 0 || shape == 1) {
            Moments merged = Moments.empty(CHANNELS);
            parts.forEach(merged::merge);
            return merged;
        }
        if (shape == 3) {
            Collections.shuffle(parts, new Random(7));
        }
        Deque<Moments> queue = new ArrayDeque<>(parts);
        while (queue.size() > 1) {
            Moments first = queue.poll();
            Moments merged = first.merge(queue.poll());
            if (shape == 2 || queue.size() % 2 == 0) {
                queue.addLast(merged);
            } else {
                queue.addFirst(merged);
            }
        }
        return queue.poll();
    }
}
