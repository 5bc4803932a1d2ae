package org.sparknorm.lab.compare.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;
import org.sparknorm.shard.Example;

/** The ground that experiments stand on: Spark, the digits, and how much time there is. */
public final class Lab {

    private static final Needs QUICK = new Needs(7968, 2000);
    private static final Needs FULL = new Needs(31_720, 10_000);

    private final JavaSparkContext spark;
    private final Samples samples;
    private final SharedSamples shared;
    private final boolean quick;

    /** Digits that all experiments find enough to train and to test. */
    private record Needs(int train, int test) {}

    /**
     * @param samples digits; the same to all experiments
     * @param quick true for fewer steps and rows
     * @throws IllegalArgumentException if there are too few digits
     */
    public Lab(JavaSparkContext spark, Samples samples, boolean quick) {
        this.spark = spark;
        this.samples = samples;
        this.quick = quick;
        Needs needs = choose(QUICK, FULL);
        if (samples.train().rows() < needs.train() || samples.test().rows() < needs.test()) {
            throw new IllegalArgumentException("the " + (quick ? "quick" : "full") + " run needs " + needs.train()
                    + " digits to train and " + needs.test() + " to test, found "
                    + samples.train().rows() + " and " + samples.test().rows());
        }
        shared = SharedSamples.of(spark, samples);
    }

    /** One of many small pieces of work, in a Spark task. */
    public interface Work<C> extends Serializable {
        double[] run(C cell, Samples samples);
    }

    /** Returns the first for {@code --quick}, otherwise the second. */
    public <T> T choose(T ifQuick, T otherwise) {
        return quick ? ifQuick : otherwise;
    }

    /** Names what outcomes follow from besides experiment and seed. */
    public String setting() {
        return (quick ? "quick, " : "full, ") + samples.train().rows() + " digits to train, "
                + samples.test().rows() + " to test";
    }

    /**
     * Returns the digits to test on, spread evenly over the test set: its first half is of other writers than its
     * second.
     */
    public int[] testRows() {
        int count = choose(1000, 5000);
        int all = samples.test().rows();
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * all / count))
                .toArray();
    }

    /** Returns the number of digits to choose a rate by, beside those to train. */
    int validationRows() {
        return choose(800, 1000);
    }

    /** Returns the number of digits to train. */
    public int rows() {
        return samples.train().rows();
    }

    public Samples samples() {
        return samples;
    }

    /** Does the work for each cell, a task each, in one Spark job; results are in the order of the cells. */
    public <C extends Serializable> List<double[]> each(String description, List<C> cells, Work<C> work) {
        spark.setJobDescription(description);
        return spark.parallelize(IntStream.range(0, cells.size()).boxed().toList(), cells.size())
                .map(task(new ArrayList<>(cells), work, shared))
                .collect();
    }

    /** Returns some rows of the training set, for the trainer. */
    public JavaRDD<Example> examples(int[] rows) {
        return spark.parallelize(IntStream.of(rows).boxed().toList(), 2)
                .map(example(shared))
                .persist(StorageLevel.MEMORY_ONLY());
    }

    // Static, so that the tasks take along what they are given and nothing of the driver.

    private static <C extends Serializable> Function<Integer, double[]> task(
            ArrayList<C> cells, Work<C> work, SharedSamples shared) {
        return index -> work.run(cells.get(index), shared.samples());
    }

    private static Function<Integer, Example> example(SharedSamples shared) {
        return row -> shared.samples().train().example(row);
    }
}
