package org.sparknorm.shard;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Program;
import org.sparknorm.sync.Persisted;
import org.sparknorm.sync.TaskResults;
import scala.Tuple2;

/**
 * The rows of a training, dealt out to workers at random by the seed. Kept in memory, or on disk; what is lost with an
 * executor is computed again.
 */
public final class Shards implements AutoCloseable {

    private final JavaRDD<Shard> parts;
    private final long rows;
    private final long digest;
    private final boolean weighted;

    private Shards(JavaRDD<Shard> parts, long rows, long digest, boolean weighted) {
        this.parts = parts;
        this.rows = rows;
        this.digest = digest;
        this.weighted = weighted;
    }

    /**
     * Looks at every row once, in a Spark job.
     *
     * @param batchSize rows of a global batch: each worker gets an equal share of every batch
     * @param seed seed of the training
     * @throws IllegalArgumentException if there is no row, or one that does not fit the program (saying which)
     */
    public static Shards of(JavaRDD<Example> examples, Program program, int workers, int batchSize, long seed) {
        Shape input = program.input();
        int classes = program.classes();
        List<PartitionCheck> checks = TaskResults.collect(examples.mapPartitions(
                part -> List.of(PartitionCheck.of(part, input, classes)).iterator()));
        long[] firsts = new long[checks.size() + 1];
        for (int p = 0; p < checks.size(); p++) {
            if (checks.get(p).refusal() != null) {
                throw new IllegalArgumentException(
                        "partition " + p + " of the rows: " + checks.get(p).refusal());
            }
            firsts[p + 1] = firsts[p] + checks.get(p).rows();
        }
        long rows = firsts[checks.size()];
        if (rows == 0) {
            throw new IllegalArgumentException("there are no rows to train on");
        }
        long digest = checks.stream().mapToLong(PartitionCheck::digest).sum();
        boolean weighted = checks.stream().anyMatch(PartitionCheck::weighted);
        Dealing dealing = new Dealing(rows, batchSize, seed);
        WorkerPartitioner partitioner = new WorkerPartitioner(dealing, workers);
        JavaRDD<Shard> parts = placed(examples, firsts, dealing)
                .partitionBy(partitioner)
                .mapPartitionsWithIndex(
                        (worker, part) -> List.of(
                                        new ShardBuilder(partitioner, worker, input.size(), weighted).build(part))
                                .iterator(),
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new Shards(parts.setName("rows of " + workers + " workers"), rows, digest, weighted);
    }

    private static JavaPairRDD<Long, Example> placed(JavaRDD<Example> examples, long[] firsts, Dealing dealing) {
        return JavaPairRDD.fromJavaRDD(examples.mapPartitionsWithIndex(
                (p, part) -> new Placed(part, firsts[p], firsts[p + 1], dealing.places()), true));
    }

    /** Returns an RDD with one shard in each partition. */
    public JavaRDD<Shard> parts() {
        return parts;
    }

    /** Returns the number of rows of all workers. */
    public long rows() {
        return rows;
    }

    /** Returns a number that follows from features, labels and weights of all rows, not from their order. */
    public long digest() {
        return digest;
    }

    /** Says whether there is a weight that is not 1. */
    public boolean weighted() {
        return weighted;
    }

    /**
     * Returns the classes that this package sends between processes, for serializers that must know them beforehand.
     */
    public static List<Class<?>> onTheWire() {
        return List.of(Example.class, PartitionCheck.class, Shard.class);
    }

    @Override
    public void close() {
        Persisted.release(parts);
    }

    private static final class Placed implements Iterator<Tuple2<Long, Example>> {

        private final Iterator<Example> examples;
        private final long end;
        private final Permutation places;
        private long next;

        Placed(Iterator<Example> examples, long first, long end, Permutation places) {
            this.examples = examples;
            this.next = first;
            this.end = end;
            this.places = places;
        }

        @Override
        public boolean hasNext() {
            return examples.hasNext();
        }

        @Override
        public Tuple2<Long, Example> next() {
            ShardBuilder.requireSame(next < end);
            return new Tuple2<>(places.apply(next++), examples.next());
        }
    }
}
