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

    @Test
    void epochsAndSeedsHaveOrdersOfTheirOwnThatMixWell() {
        int n = 10_000;
        List<int[]> orders = new ArrayList<>();
        for (long seed : new long[] {0, 1}) {
            for (int epoch : new int[] {1, 2}) {
                Permutation order = new EpochPlan(n, 32, seed, epoch).order();
                orders.add(IntStream.range(0, n).map(i -> (int) order.apply(i)).toArray());
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
            int[] order = orders.get(a);
            // Of neighbours, the mean distance of random places is n / 3.
            double distance = IntStream.range(1, n)
                    .mapToDouble(i -> Math.abs(order[i] - order[i - 1]))
                    .average()
                    .orElseThrow();
            assertThat(distance).isBetween(0.31 * n, 0.36 * n);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 3", "7, 7", "3, 5", "1, 1", "1000003, 16"})
    void rangesCoverAllRowsInOrder(long rows, int workers) {
        WorkerPartitioner partitioner = new WorkerPartitioner(rows, workers);
        int[] counts = new int[workers];
        for (long row = 0; row < rows; row++) {
            int worker = partitioner.getPartition(row);
            assertThat(row >= partitioner.first(worker) && row < partitioner.first(worker + 1))
                    .isTrue();
            counts[worker]++;
        }
        assertThat(Arrays.stream(counts).max().orElseThrow()
                        - Arrays.stream(counts).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 11})
    void workersTogetherHoldEveryGlobalBatchInItsOrder(int workers) {
        EpochPlan plan = new EpochPlan(10, 4, 7, 1);
        Permutation order = plan.order();
        WorkerPartitioner partitioner = new WorkerPartitioner(10, workers);
        long[] seen = new long[3];
        for (int worker = 0; worker < workers; worker++) {
            long first = partitioner.first(worker);
            int rows = (int) (partitioner.first(worker + 1) - first);
            ShardOrder own = new ShardOrder(new Shard(worker, first, new float[rows], new int[rows], null), plan);
            for (int step = 0; step < plan.steps(); step++) {
                long last = -1;
                for (int i = 0; i < own.count(step); i++) {
                    long place = order.apply(first + own.row(step, i));
                    assertThat(place / 4).isEqualTo(step);
                    assertThat(place).isGreaterThan(last);
                    last = place;
                    seen[step]++;
                }
            }
        }
        assertThat(seen).containsExactly(4, 4, 2);
        assertThat(plan.weights()).containsExactly(4, 4, 2);
    }
}
