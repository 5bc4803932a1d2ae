package org.sparknorm.lab.study.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.sparknorm.lab.study.measure.JobEvents.Traced;
import org.sparknorm.lab.study.measure.Stamp.Kind;
import scala.Option;

/** Measures treeAggregate: one Spark job merges the partitions' sums. */
public final class TreeBench implements AutoCloseable {

    private static final double NANOS_OF_MICRO = 1e3;

    private final JavaSparkContext context;
    private final Stamps stamps = new Stamps();
    private final JobEvents events;

    public TreeBench(JavaSparkContext context) {
        this.context = context;
        events = new JobEvents(context.sc());
        stamps.register(context.sc(), Option.apply(Stamps.NAME), false);
    }

    /** One of several ways to combine the same sums. */
    public record Tree(int depth, boolean onExecutor) {}

    /**
     * Measures trees in turns, so that what else the machine does meets all alike.
     *
     * @param pace budget of one of them; all get as many iterations as the time of all allows
     * @return results in the order of the trees
     */
    public List<TreeResult> measure(int partitions, int channels, List<Tree> trees, IterationBudget pace) {
        JavaRDD<Integer> parts =
                context.parallelize(IntStream.range(0, partitions).boxed().toList(), partitions);
        IterationBudget all = new IterationBudget(pace.seconds() * trees.size(), pace.least(), pace.most());
        List<Long> rounds = new ArrayList<>();
        long begun = System.nanoTime();
        while (!all.warm(rounds.size(), System.nanoTime() - begun)) {
            int iteration = rounds.size();
            rounds.add(trees.stream()
                    .mapToLong(tree -> once(parts, channels, tree, iteration).nanos())
                    .sum());
        }
        List<Long> late = rounds.subList(rounds.size() / 2, rounds.size());
        int warmup = rounds.size();
        int iterations =
                all.iterations(late.stream().mapToLong(nanos -> nanos).average().orElseThrow());
        List<TreeResult> results =
                trees.stream().map(tree -> new TreeResult(warmup)).toList();
        for (int i = warmup; i < warmup + iterations; i++) {
            for (int t = 0; t < trees.size(); t++) {
                Traced<CheckedSums> run = once(parts, channels, trees.get(t), i);
                boolean right = CheckedSums.areExpected(run.result().values(), channels, partitions, i);
                results.get(t).add(run.nanos() / NANOS_OF_MICRO, run.job(), right);
            }
        }
        return results;
    }

    private Traced<CheckedSums> once(JavaRDD<Integer> parts, int channels, Tree tree, int iteration) {
        Summing summing = new Summing(channels, iteration);
        Adding adding = new Adding(stamps);
        return events.trace(
                () -> parts.treeAggregate(CheckedSums.none(), summing, adding, tree.depth(), tree.onExecutor()));
    }

    @Override
    public void close() {
        events.close();
    }

    private record Summing(int channels, int iteration) implements Function2<CheckedSums, Integer, CheckedSums> {

        @Override
        public CheckedSums call(CheckedSums sums, Integer partition) {
            long begin = Stamp.now();
            CheckedSums own = CheckedSums.of(partition, channels, iteration);
            Stamps.note(Kind.COMPUTE, begin, partition);
            return sums.merge(own);
        }
    }

    /** Has the stamps along, for Spark to take them to the tasks. */
    private record Adding(Stamps stamps) implements Function2<CheckedSums, CheckedSums, CheckedSums> {

        @Override
        public CheckedSums call(CheckedSums sums, CheckedSums others) {
            return sums.merge(others);
        }
    }
}
