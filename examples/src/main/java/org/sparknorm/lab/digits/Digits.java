package org.sparknorm.lab.digits;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Images and labels of two IDX files as rows: a dense vector of pixels 0 to 255, and a label as double. */
final class Digits {

    private static final String IMAGES = "images-idx3-ubyte";
    private static final String LABELS = "labels-idx1-ubyte";

    private Digits() {}

    static boolean areIn(Path file) {
        return file.getName().contains(IMAGES);
    }

    /**
     * Reads both files on the driver, so that they may lie where no executor sees them, and broadcasts their bytes.
     *
     * @param images its name has "images-idx3-ubyte" in it; the labels lie beside it, with "labels-idx1-ubyte" instead
     * @throws IOException as {@link IdxFile#read}, and where the two files do not have as many images as labels
     */
    static Dataset<Row> read(SparkSession spark, Path images, String inputCol, String labelCol) throws IOException {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        Path labels = new Path(images.getParent(), images.getName().replace(IMAGES, LABELS));
        IdxFile image = IdxFile.read(images, 3, configuration);
        IdxFile label = IdxFile.read(labels, 1, configuration);
        int rows = image.shape()[0];
        if (label.shape()[0] != rows) {
            throw new IOException(labels + ": holds " + label.shape()[0] + " labels, expected one for each of the "
                    + rows + " images in " + images);
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<byte[]> pixels = context.broadcast(image.values());
        Broadcast<byte[]> digits = context.broadcast(label.values());
        int size = image.shape()[1] * image.shape()[2];
        JavaRDD<Row> table = spark.range(rows)
                .toJavaRDD()
                .map(row -> RowFactory.create(
                        image(pixels.value(), row.intValue() * size, size), (double) digits.value()[row.intValue()]));
        return spark.createDataFrame(table, new StructType(new StructField[] {
            new StructField(inputCol, SQLDataTypes.VectorType(), false, Metadata.empty()),
            new StructField(labelCol, DataTypes.DoubleType, false, Metadata.empty())
        }));
    }

    private static Vector image(byte[] pixels, int offset, int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = Byte.toUnsignedInt(pixels[offset + i]);
        }
        return Vectors.dense(values);
    }
}
