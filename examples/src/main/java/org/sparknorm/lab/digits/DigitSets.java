package org.sparknorm.lab.digits;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.ml.SyncBatchNorm;
import org.sparknorm.ml.SyncBatchNormModel;

/**
 * Digits to train and to test: columns {@code features}, vectors of pixels of which those to train have mean 0 and
 * variance 1 over all, and {@code label}.
 */
public record DigitSets(Dataset<Row> train, Dataset<Row> test) {

    static final String PIXELS = "pixels";
    static final String LABEL = "label";

    /**
     * Reads all of MNIST, train-images and t10k-images, where both are in the directory; otherwise the images there
     * are, of which every fifth tests.
     *
     * @param data directory of IDX files, or one file of images; any Hadoop path
     * @throws IOException naming the path, what was found and what is expected
     */
    public static DigitSets load(SparkSession spark, String data) throws IOException {
        DigitSets pixels = pixels(spark, data);
        return standardized(pixels.train(), pixels.test());
    }

    /**
     * Returns the same digits as they are in the files: columns {@code pixels}, vectors of 0 to 255, and {@code label}.
     *
     * @throws IOException as {@link #load}
     */
    public static DigitSets pixels(SparkSession spark, String data) throws IOException {
        Path directory = new Path(data);
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        FileStatus[] found = directory.getFileSystem(configuration).globStatus(new Path(directory, "*"));
        List<Path> images = Arrays.stream(found == null ? new FileStatus[0] : found)
                .map(FileStatus::getPath)
                .filter(Digits::areIn)
                .sorted()
                .toList();
        if (images.size() == 2
                && images.get(0).getName().startsWith("t10k-")
                && images.get(1).getName().startsWith("train-")) {
            return new DigitSets(
                    Digits.read(spark, images.get(1), PIXELS, LABEL), Digits.read(spark, images.get(0), PIXELS, LABEL));
        }
        LabeledRows rows = LabeledRows.load(spark, data, PIXELS, LABEL);
        return new DigitSets(rows.train(), rows.test());
    }

    private static DigitSets standardized(Dataset<Row> train, Dataset<Row> test) {
        SyncBatchNormModel norm = new SyncBatchNorm()
                .setInputCol(PIXELS)
                .setOutputCol("features")
                .setChannels(1)
                .fit(train);
        return new DigitSets(
                norm.transform(train).select("features", LABEL),
                norm.transform(test).select("features", LABEL));
    }

    /** Returns the share of the rows, 0 to 1, whose label a model predicts. */
    public static double accuracy(Transformer model, Dataset<Row> rows) {
        return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(model.transform(rows));
    }
}
