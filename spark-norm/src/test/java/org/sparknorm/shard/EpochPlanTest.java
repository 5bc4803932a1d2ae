package org.sparknorm.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochPlanTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 1000, 65_537})
    void everyPlaceIsTakenOnce(long n) {
        for (long seed : new long[] {0, 1, -5}) {
            Permutation order = new Permutation(n, seed);
            assertThat(LongStream.range(0, n).map(order::apply).sorted().toArray())
                    .isEqualTo(LongStream.range(0, n).toArray());
        }
    }

    @Test
    void placesOfHugeNumbersStayBelowThem() {
        long n = (1L << 62) - 57;
        Permutation order = new Permutation(n, 3);
        assertThat(LongStream.of(0, 1, n / 2, n - 1)
                        .map(order::apply)
                        .distinct()
                        .boxed())
                .hasSize(4)
                .allMatch(place -> place >= 0 && place < n);
    }

    /** Batches of one row: one lane, in which any row may come at any time. */
    @Test
    void epochsAndSeedsHaveOrdersOfTheirOwnThatMixWell() {
        int n = 10_000;
        List<int[]> orders = new ArrayList<>();
        for (long seed : new long[] {0, 1}) {
            for (int epoch : new int[] {1, 2}) {
                EpochOrder order = plan(n, 1, seed, epoch).order();
                orders.add(IntStream.range(0, n).map(i -> (int) order.ofRow(i)).toArray());
            }
        }
        for (int a = 0; a < orders.size(); a++) {
            for (int b = 0; b < a; b++) {
                int first = a;
                int second = b;
                assertThat(IntStream.range(0, n)
                                .filter(i -> orders.get(first)[i] == orders.get(second)[i])
                                .count())
                        .isLessThan(10);
            }
            assertMixed(orders.get(a));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 32, 1000, 20_000})
    void batchesOfAnySizeAreMixedWell(int batchSize) {
        EpochOrder order = plan(10_000, batchSize, 3, 1).order();
        long[] numbers = LongStream.range(0, 10_000).map(order::ofRow).toArray();
        long[] sorted = Arrays.stream(numbers).sorted().distinct().toArray();
        assertThat(sorted).hasSize(10_000);

        assertMixed(Arrays.stream(numbers)
                .mapToInt(number -> Arrays.binarySearch(sorted, number))
                .toArray());
    }

    private static void assertMixed(int[] order) {
        int n = order.length;
        // Of neighbours, the mean distance of random places is n / 3.
        double distance = IntStream.range(1, n)
                .mapToDouble(i -> Math.abs(order[i] - order[i - 1]))
                .average()
                .orElseThrow();
        assertThat(distance).isBetween(0.31 * n, 0.36 * n);
    }

    @Test
    void everyWorkerGetsItsShareOfEveryPartOfTheInput() {
        Dealing dealing = new Dealing(10_000, 64, 5);
        Permutation places = dealing.places();
        WorkerPartitioner partitioner = new WorkerPartitioner(dealing, 4);
        int[][] counts = new int[4][4];
        for (long row = 0; row < 10_000; row++) {
            counts[(int) (row / 2_500)][partitioner.getPartition(places.apply(row))]++;
        }
        // The standard deviation of a count is 19.
        assertThat(Arrays.asList(counts))
                .allSatisfy(part -> assertThat(part)
                        .satisfies(of -> Arrays.stream(of)
                                .forEach(count -> assertThat(count).isBetween(550, 700))));
    }

    @ParameterizedTest
    @CsvSource({"100, 12, 3", "7, 7, 7", "3, 32, 5", "1, 1, 1", "1000003, 64, 16", "100, 32, 5", "9, 4, 11"})
    void lanesAndWorkersCoverAllPlacesInOrder(long rows, int batchSize, int workers) {
        Dealing dealing = new Dealing(rows, batchSize, 1);
        WorkerPartitioner partitioner = new WorkerPartitioner(dealing, workers);
        int[] ofLane = new int[dealing.lanes()];
        int[] lanesOfWorker = new int[workers];
        for (long place = 0; place < rows; place++) {
            int lane = dealing.lane(place);
            int worker = partitioner.getPartition(place);
            assertThat(place >= dealing.first(lane) && place < dealing.first(lane + 1))
                    .isTrue();
            assertThat(place >= partitioner.first(worker) && place < partitioner.first(worker + 1))
                    .isTrue();
            lanesOfWorker[worker] += ofLane[lane]++ == 0 ? 1 : 0;
        }
        assertThat(difference(ofLane)).isLessThanOrEqualTo(1);
        assertThat(difference(lanesOfWorker)).isLessThanOrEqualTo(1);
        if (batchSize % workers == 0) {
            assertThat(difference(IntStream.range(0, workers)
                            .map(w -> (int) (partitioner.first(w + 1) - partitioner.first(w)))
                            .toArray()))
                    .isLessThanOrEqualTo(1);
        }
    }

    private static int difference(int[] counts) {
        return Arrays.stream(counts).max().orElseThrow()
                - Arrays.stream(counts).min().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 4, 2, 4 4 2",
        "10, 4, 3, 4 6",
        "9, 4, 2, 4 5",
        "9, 4, 1, 4 4 1",
        "8, 4, 2, 4 4",
        "3, 4, 2, 3",
        "1, 1, 1, 1"
    })
    void rowsThatAreTooFewForABatchJoinTheLastOne(int rows, int batchSize, int least, String sizes) {
        double[] expected =
                Arrays.stream(sizes.split(" ")).mapToDouble(Double::parseDouble).toArray();
        EpochPlan plan = new EpochPlan(rows, batchSize, 1, 1, least);
        assertThat(plan.weights()).containsExactly(expected);
        assertThat(plan.number(0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 4, 1",
        "10, 4, 2",
        "10, 4, 3",
        "10, 4, 4",
        "10, 4, 11",
        "1000, 64, 8",
        "1003, 64, 7",
        "997, 32, 5",
        "9, 4, 2"
    })
    void workersTogetherHoldEveryGlobalBatchInItsOrderAndEachAnEqualShare(int rows, int batchSize, int workers) {
        EpochPlan plan = plan(rows, batchSize, 7, 1);
        EpochOrder order = plan.order();
        WorkerPartitioner partitioner = new WorkerPartitioner(plan.dealing(), workers);
        int[][] shares = new int[plan.steps()][workers];
        for (int worker = 0; worker < workers; worker++) {
            long first = partitioner.first(worker);
            int own = (int) (partitioner.first(worker + 1) - first);
            ShardOrder shard = new ShardOrder(new Shard(worker, first, new float[own], new int[own], null), plan);
            for (int step = 0; step < plan.steps(); step++) {
                shares[step][worker] = shard.count(step);
                long last = -1;
                for (int i = 0; i < shard.count(step); i++) {
                    long number = order.ofPlace(first + shard.row(step, i));
                    assertThat(order.step(number)).isEqualTo(step);
                    assertThat(number).isGreaterThan(last);
                    last = number;
                }
            }
        }
        assertThat(Arrays.stream(shares).mapToDouble(of -> Arrays.stream(of).sum()))
                .containsExactly(Arrays.stream(plan.weights()).boxed().toArray(Double[]::new));
        assertThat(Arrays.asList(shares))
                .allSatisfy(of -> assertThat(difference(of)).isLessThanOrEqualTo(2));
        assertThat(Arrays.asList(shares).subList(0, rows / batchSize - 1))
                .allSatisfy(of -> assertThat(difference(of)).isLessThanOrEqualTo(1));
    }

    private static EpochPlan plan(long rows, int batchSize, long seed, int epoch) {
        return new EpochPlan(rows, batchSize, seed, epoch, 2);
    }
}
