package org.sparknorm.shard;

import java.util.Arrays;
import java.util.Iterator;
import scala.Tuple2;

/** Puts the rows of one worker in their places, in whatever order they come. */
final class ShardBuilder {

    private static final int MISSING = -1;

    private final int worker;
    private final long first;
    private final int size;
    private final float[] features;
    private final int[] labels;
    private final double[] weights;

    /**
     * @param size values of a row
     * @param weighted whether a row of any worker has a weight that is not 1
     * @throws IllegalArgumentException if the worker's rows do not fit an array
     */
    ShardBuilder(WorkerPartitioner partitioner, int worker, int size, boolean weighted) {
        this.worker = worker;
        this.size = size;
        first = partitioner.first(worker);
        long rows = partitioner.first(worker + 1) - first;
        if (rows * size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(rows + " rows of " + size
                    + " values do not fit the memory of one worker, expected at most " + (Integer.MAX_VALUE - 8)
                    + " values: use more workers");
        }
        features = new float[(int) rows * size];
        labels = new int[(int) rows];
        weights = weighted ? new double[(int) rows] : null;
        Arrays.fill(labels, MISSING);
    }

    /**
     * @throws IllegalStateException if a place stays empty, or is taken twice: the input was not the same when it was
     *     counted
     */
    Shard build(Iterator<Tuple2<Long, Example>> placed) {
        long found = 0;
        while (placed.hasNext()) {
            Tuple2<Long, Example> next = placed.next();
            int row = (int) (next._1() - first);
            Example example = next._2();
            requireSame(labels[row] == MISSING && example.features().length == size);
            System.arraycopy(example.features(), 0, features, row * size, size);
            labels[row] = example.label();
            if (weights != null) {
                weights[row] = example.weight();
            }
            found++;
        }
        requireSame(found == labels.length);
        return new Shard(worker, first, features, labels, weights);
    }

    /** Fails if the input was not the same when it was counted. */
    static void requireSame(boolean same) {
        if (!same) {
            throw new IllegalStateException(
                    "the rows changed between two computations of the input: persist it, or give"
                            + " its random parts a seed");
        }
    }
}
