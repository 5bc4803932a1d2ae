package org.sparknorm.sync;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Runs a function on all partitions of an RDD at the same time, each a rank of one {@link Collective}. When a rank
 * fails or its executor is lost, Spark runs all ranks again, {@code spark.stage.maxConsecutiveAttempts} times in all:
 * their results take the way through a shuffle, since Spark gives up a job that ends in its barrier stage.
 */
public final class BarrierStage {

    private final SparkContext context;
    private final int workers;

    /**
     * Waits for executors that have yet to register, see {@link Slots#await}.
     *
     * @param workers ranks
     * @throws IllegalArgumentException if the cluster has fewer slots than workers, or a setting of Spark rules the
     *     collective out
     */
    public BarrierStage(SparkContext context, int workers) {
        this.context = context;
        this.workers = workers;
        CollectiveSettings.of(context.getConf());
        int slots = Slots.await(context, workers);
        if (slots < workers) {
            throw new IllegalArgumentException("the collective runs all its workers at the same time: found " + workers
                    + " workers, expected at most " + slots + ", the slots (cores of executors / spark.task.cpus) of "
                    + context.master());
        }
    }

    /**
     * Runs one job.
     *
     * @param parts one element in each of as many partitions as there are workers
     * @param description text that the Spark UI shows for the job
     * @return results by rank
     */
    public <T, R> List<R> run(JavaRDD<T> parts, BarrierFunction<T, R> function, String description) {
        // After an executor was lost its successor takes a moment; Spark itself would look again in 15 seconds.
        Slots.await(context, workers);
        CollectiveSettings settings = CollectiveSettings.of(context.getConf());
        ClassTag<Tuple2<Integer, R>> tag = ClassTag$.MODULE$.apply(Tuple2.class);
        JavaRDD<Tuple2<Integer, R>> ranked =
                new JavaRDD<>(parts.rdd().barrier().mapPartitions(new Rank<>(settings, function), false, tag), tag);
        AbandonedRanks abandoned = new AbandonedRanks(context, ranked.id());
        context.addSparkListener(abandoned);
        try {
            List<Tuple2<Integer, R>> results = JobDescription.during(
                    context,
                    description,
                    () -> TaskResults.collect(JavaPairRDD.fromJavaRDD(ranked).partitionBy(new HashPartitioner(1))));
            return results.stream()
                    .sorted(Comparator.comparing(Tuple2::_1))
                    .map(Tuple2::_2)
                    .toList();
        } finally {
            context.removeSparkListener(abandoned);
        }
    }

    private static final class Rank<T, R> extends AbstractFunction1<Iterator<T>, Iterator<Tuple2<Integer, R>>>
            implements Serializable {

        private static final long serialVersionUID = 1L;

        private final CollectiveSettings settings;
        private final BarrierFunction<T, R> function;

        Rank(CollectiveSettings settings, BarrierFunction<T, R> function) {
            this.settings = settings;
            this.function = function;
        }

        @Override
        public Iterator<Tuple2<Integer, R>> apply(Iterator<T> parts) {
            // Before the others are kept waiting: the part may have to be computed.
            T part = parts.next();
            try (Collective collective = Collective.join(BarrierTaskContext.get(), settings)) {
                R result = function.apply(part, collective);
                return CollectionConverters.asScala(
                        List.of(new Tuple2<>(collective.rank(), result)).iterator());
            }
        }
    }
}
