package org.sparknorm.examples.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.sparknorm.examples.study.JobEvents.Traced;
import org.sparknorm.examples.study.Stamp.Kind;
import scala.Option;

/** Measures treeAggregate: one Spark job merges the partitions' sums. */
final class TreeBench implements AutoCloseable {

    private final JavaSparkContext context;
    private final Stamps stamps = new Stamps();
    private final JobEvents events;

    TreeBench(JavaSparkContext context) {
        this.context = context;
        events = new JobEvents(context.sc());
        stamps.register(context.sc(), Option.apply(Stamps.NAME), false);
    }

    /** What was seen of one point. */
    record Result(int warmup, double[] micros, int wrong, List<TracedJob> jobs) {

        int levels() {
            return jobs.get(0).stages().size();
        }

        /** Median. */
        long driverBytes() {
            long[] bytes =
                    jobs.stream().mapToLong(TracedJob::driverBytes).sorted().toArray();
            return bytes[bytes.length / 2];
        }

        /** Each part's mean over the middle half of the iterations, in proportion to the median. */
        Map<String, Double> breakdown() {
            List<Integer> order = IntStream.range(0, micros.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> micros[i]))
                    .toList();
            List<Integer> middle = order.subList(order.size() / 4, order.size() - order.size() / 4);
            double all = middle.stream().mapToDouble(i -> micros[i]).sum();
            double scale = new Timings(micros).percentile(50) / all;
            Map<Part, Double> sums = new EnumMap<>(Part.class);
            sums.put(Part.UNACCOUNTED, all);
            for (int i : middle) {
                jobs.get(i).parts().forEach((part, value) -> {
                    sums.merge(part, value, Double::sum);
                    sums.merge(Part.UNACCOUNTED, -value, Double::sum);
                });
            }
            Map<String, Double> breakdown = new LinkedHashMap<>();
            for (Part part : Part.values()) {
                breakdown.put(part.toString(), scale * sums.getOrDefault(part, 0.0));
            }
            return breakdown;
        }
    }

    Result measure(int partitions, int channels, int depth, boolean onExecutor, Pace pace) {
        JavaRDD<Integer> parts =
                context.parallelize(IntStream.range(0, partitions).boxed().toList(), partitions);
        int iteration = 0;
        long begun = System.nanoTime();
        List<Long> warm = new ArrayList<>();
        while (!pace.warm(iteration, System.nanoTime() - begun)) {
            warm.add(once(parts, channels, depth, onExecutor, iteration++).nanos());
        }
        List<Long> late = warm.subList(warm.size() / 2, warm.size());
        int iterations =
                pace.iterations((double) late.stream().mapToLong(n -> n).sum() / late.size());
        double[] micros = new double[iterations];
        List<TracedJob> jobs = new ArrayList<>();
        int wrong = 0;
        for (int i = 0; i < iterations; i++, iteration++) {
            Traced<Sums> run = once(parts, channels, depth, onExecutor, iteration);
            micros[i] = run.nanos() / 1e3;
            jobs.add(run.job());
            if (!Arrays.equals(run.result().values(), Sums.expected(partitions, channels, iteration))) {
                wrong++;
            }
        }
        return new Result(warm.size(), micros, wrong, jobs);
    }

    private Traced<Sums> once(JavaRDD<Integer> parts, int channels, int depth, boolean onExecutor, int iteration) {
        Summing summing = new Summing(channels, iteration);
        Adding adding = new Adding(stamps);
        return events.trace(() -> parts.treeAggregate(Sums.none(), summing, adding, depth, onExecutor));
    }

    @Override
    public void close() {
        events.close();
    }

    private record Summing(int channels, int iteration) implements Function2<Sums, Integer, Sums> {

        @Override
        public Sums call(Sums sums, Integer partition) {
            long begin = Stamp.now();
            Sums own = Sums.of(partition, channels, iteration);
            Stamps.note(Kind.COMPUTE, begin, partition);
            return sums.merge(own);
        }
    }

    /** Has the stamps along, for Spark to take them to the tasks. */
    private record Adding(Stamps stamps) implements Function2<Sums, Sums, Sums> {

        @Override
        public Sums call(Sums sums, Sums others) {
            return sums.merge(others);
        }
    }
}
