package org.sparknorm.shard;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The rows of a training in the order of an epoch, without workers or shards. */
public final class EpochRows {

    private EpochRows() {}

    public static List<Example> inOrder(List<Example> examples, EpochPlan plan) {
        long[] numbers = numbers(plan);
        return IntStream.range(0, examples.size())
                .boxed()
                .sorted(Comparator.comparing(row -> numbers[row]))
                .map(examples::get)
                .toList();
    }

    /** Returns the number of each row of the input in the order of the epoch. */
    static long[] numbers(EpochPlan plan) {
        Permutation places = plan.dealing().places();
        EpochOrder order = plan.order();
        return LongStream.range(0, plan.rows())
                .map(row -> order.ofPlace(places.apply(row)))
                .toArray();
    }
}
