package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectiveTest {

    /** None, one, a few; below and above the size that goes in slices; longer than one part. */
    private static final int[] LENGTHS = {0, 1, 5, 64, 1024, 270_001, (1 << 20) + 7};

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyRankHoldsTheSumInRankOrderOfDoubles(int size) throws Exception {
        try (Ranks ranks = new Ranks(size)) {
            for (int length : LENGTHS) {
                double[] expected = doubles(0, length);
                for (int rank = 1; rank < size; rank++) {
                    double[] term = doubles(rank, length);
                    for (int i = 0; i < length; i++) {
                        expected[i] += term[i];
                    }
                }
                List<double[]> sums = ranks.run(collective -> {
                    double[] buffer = doubles(collective.rank(), length);
                    collective.sum(buffer, length + " doubles");
                    return buffer;
                });
                assertThat(sums).hasSize(size).allSatisfy(sum -> assertThat(sum).isEqualTo(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyRankHoldsTheSumInRankOrderOfFloats(int size) throws Exception {
        try (Ranks ranks = new Ranks(size)) {
            for (int length : LENGTHS) {
                float[] expected = floats(0, length);
                for (int rank = 1; rank < size; rank++) {
                    float[] term = floats(rank, length);
                    for (int i = 0; i < length; i++) {
                        expected[i] += term[i];
                    }
                }
                List<float[]> sums = ranks.run(collective -> {
                    float[] buffer = floats(collective.rank(), length);
                    collective.sum(buffer, length + " floats");
                    return buffer;
                });
                assertThat(sums).hasSize(size).allSatisfy(sum -> assertThat(sum).isEqualTo(expected));
            }
        }
    }

    /** With 20,001 doubles, ranks that sum slices cut among them. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 3", "4, 3", "2, 20001", "3, 20001", "4, 20001"})
    void doublesAndFloatsOfOneExchangeAreSummedEachInTheirOwnType(int size, int wide) throws Exception {
        try (Ranks ranks = new Ranks(size)) {
            for (int length : LENGTHS) {
                double[] expectedDoubles = new double[wide];
                float[] expectedFloats = new float[length];
                for (int rank = 0; rank < size; rank++) {
                    double[] doubles = doubles(rank, wide);
                    float[] floats = floats(rank, length);
                    Arrays.setAll(expectedDoubles, i -> expectedDoubles[i] + doubles[i]);
                    for (int i = 0; i < length; i++) {
                        expectedFloats[i] += floats[i];
                    }
                }
                List<Long> exchanges = ranks.run(collective -> {
                    long before = collective.exchanges();
                    double[] doubles = doubles(collective.rank(), wide);
                    float[] floats = Arrays.copyOf(floats(collective.rank(), length), length + 5);
                    collective.sum(doubles, floats, length, "both");
                    assertThat(doubles).isEqualTo(expectedDoubles);
                    assertThat(Arrays.copyOf(floats, length)).isEqualTo(expectedFloats);
                    assertThat(Arrays.copyOfRange(floats, length, length + 5)).containsOnly(0);
                    return collective.exchanges() - before;
                });
                assertThat(exchanges).containsOnly(1L);
            }
        }
    }

    @Test
    void aLargeTermThatCancelsInRankOrderTakesTheSmallOneWithIt() throws Exception {
        double[] terms = {1e16, 1, -1e16, 3};
        try (Ranks ranks = new Ranks(terms.length)) {
            List<Double> sums = ranks.run(collective -> {
                double[] buffer = {terms[collective.rank()]};
                collective.sum(buffer, "step 1");
                return buffer[0];
            });
            assertThat(sums).containsOnly(3.0);
        }
    }

    @Test
    void exchangesOfRanksThatRunAtDifferentSpeedDoNotMix() throws Exception {
        int steps = 300;
        try (Ranks ranks = new Ranks(3)) {
            List<Integer> rightSums = ranks.run(collective -> {
                Random random = new Random(collective.rank());
                int right = 0;
                for (int step = 0; step < steps; step++) {
                    if (random.nextInt(20) == 0) {
                        Thread.sleep(random.nextInt(5));
                    }
                    float[] buffer = new float[step % 7 == 0 ? 20_000 : 10];
                    Arrays.fill(buffer, step * (collective.rank() + 1));
                    collective.sum(buffer, "step " + step);
                    right += buffer[0] == 6 * step && buffer[buffer.length - 1] == 6 * step ? 1 : 0;
                }
                return right;
            });
            assertThat(rightSums).containsOnly(steps);
        }
    }

    @Test
    void aRankThatHasFinishedAndClosedDoesNotDisturbOneThatStillReads() throws Exception {
        try (Ranks ranks = new Ranks(3)) {
            List<Float> sums = ranks.run(collective -> {
                float[] buffer = new float[100_000];
                Arrays.fill(buffer, 1);
                if (collective.rank() > 0) {
                    ranks.awaitWaiting(collective.rank() - 1);
                }
                collective.sum(buffer, "last step");
                collective.close();
                return buffer[99_999];
            });
            assertThat(sums).containsOnly(3f);
        }
    }

    @Test
    void theTimersTellWaitingForAStragglerFromTransfer() throws Exception {
        try (Ranks ranks = new Ranks(2)) {
            long[] straggling = new long[2];
            List<Long> ends = ranks.run(collective -> {
                if (collective.rank() == 1) {
                    ranks.awaitWaiting(0);
                    straggling[0] = System.nanoTime();
                    Thread.sleep(50);
                    straggling[1] = System.nanoTime();
                }
                collective.sum(new double[64], "step 1");
                collective.sum(new double[64], "step 2");
                return System.nanoTime();
            });
            Collective fast = ranks.collectives.get(0);
            assertThat(fast.exchanges()).isEqualTo(2);
            assertThat(fast.waitingNanos()).isGreaterThanOrEqualTo(straggling[1] - straggling[0]);
            assertThat(fast.transferNanos()).isBetween(1L, ends.get(0) - straggling[1]);
        }
    }

    private static double[] doubles(int rank, int length) {
        return new Random(31L * length + rank)
                .doubles(length)
                .map(value -> (value - 0.5) * Math.pow(10, 8 * value))
                .toArray();
    }

    private static float[] floats(int rank, int length) {
        double[] values = doubles(rank, length);
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
