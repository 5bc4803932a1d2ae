package org.sparknorm.lab.compare.trial;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Samples on their way to tasks, as broadcast bytes. */
record SharedSamples(
        Broadcast<byte[]> trainImages,
        Broadcast<byte[]> trainLabels,
        Broadcast<byte[]> testImages,
        Broadcast<byte[]> testLabels,
        float[] scale)
        implements Serializable {

    public static SharedSamples of(JavaSparkContext spark, Samples samples) {
        return new SharedSamples(
                spark.broadcast(samples.train().images()),
                spark.broadcast(samples.train().labels()),
                spark.broadcast(samples.test().images()),
                spark.broadcast(samples.test().labels()),
                samples.train().scale());
    }

    public Samples samples() {
        return new Samples(
                new Pixels(trainImages.value(), trainLabels.value(), scale),
                new Pixels(testImages.value(), testLabels.value(), scale));
    }
}
