package org.sparknorm.examples.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparknorm.train.Example;

/** What experiments run on: Spark, the digits, and how much time there is. */
public final class Lab {

    private final JavaSparkContext spark;
    private final boolean quick;
    private final float[] scale;
    private final Samples samples;
    private final Broadcast<byte[]> trainImages;
    private final Broadcast<byte[]> trainLabels;
    private final Broadcast<byte[]> testImages;
    private final Broadcast<byte[]> testLabels;

    /**
     * @param images of the training set, {@code rows x size} unsigned bytes
     * @param labels class of each
     * @param quick with fewer steps and rows
     */
    public Lab(
            JavaSparkContext spark,
            byte[] images,
            byte[] labels,
            byte[] imagesOfTest,
            byte[] labelsOfTest,
            boolean quick) {
        this.spark = spark;
        this.quick = quick;
        scale = Pixels.standardize(images);
        samples = new Samples(new Pixels(images, labels, scale), new Pixels(imagesOfTest, labelsOfTest, scale));
        trainImages = spark.broadcast(images);
        trainLabels = spark.broadcast(labels);
        testImages = spark.broadcast(imagesOfTest);
        testLabels = spark.broadcast(labelsOfTest);
    }

    /** One of many small pieces of work, in a Spark task. */
    interface Work<C> extends Serializable {
        double[] run(C cell, Samples samples);
    }

    /** The one for {@code --quick}, or the other. */
    <T> T choose(T ifQuick, T otherwise) {
        return quick ? ifQuick : otherwise;
    }

    /** What outcomes follow from besides experiment and seed. */
    public String setting() {
        return (quick ? "quick, " : "full, ") + samples.train().rows() + " digits to train, "
                + samples.test().rows() + " to test";
    }

    /** Digits to train. */
    int rows() {
        return samples.train().rows();
    }

    JavaSparkContext spark() {
        return spark;
    }

    Samples samples() {
        return samples;
    }

    /** Does the work for each cell, a task each, in one Spark job; results are in the order of the cells. */
    <C extends Serializable> List<double[]> each(String description, List<C> cells, Work<C> work) {
        spark.setJobDescription(description);
        return spark.parallelize(IntStream.range(0, cells.size()).boxed().toList(), cells.size())
                .map(task(new ArrayList<>(cells), work, trainImages, trainLabels, testImages, testLabels, scale))
                .collect();
    }

    // Static, so that the tasks take along what they are given and nothing of the driver.
    private static <C extends Serializable> org.apache.spark.api.java.function.Function<Integer, double[]> task(
            ArrayList<C> cells,
            Work<C> work,
            Broadcast<byte[]> trainImages,
            Broadcast<byte[]> trainLabels,
            Broadcast<byte[]> testImages,
            Broadcast<byte[]> testLabels,
            float[] scale) {
        return index -> work.run(
                cells.get(index),
                new Samples(
                        new Pixels(trainImages.value(), trainLabels.value(), scale),
                        new Pixels(testImages.value(), testLabels.value(), scale)));
    }

    /** Some rows of the training set, for {@link org.sparknorm.train.Trainer}, in two partitions. */
    JavaRDD<Example> examples(int[] rows) {
        return spark.parallelize(IntStream.of(rows).boxed().toList(), 2)
                .map(example(trainImages, trainLabels, scale))
                .persist(org.apache.spark.storage.StorageLevel.MEMORY_ONLY());
    }

    private static org.apache.spark.api.java.function.Function<Integer, Example> example(
            Broadcast<byte[]> images, Broadcast<byte[]> labels, float[] scale) {
        return row -> new Pixels(images.value(), labels.value(), scale).example(row);
    }
}
