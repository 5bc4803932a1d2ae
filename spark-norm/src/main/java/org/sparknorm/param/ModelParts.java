package org.sparknorm.param;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A model's numbers as rows of Parquet. Arrays are cut into rows of bounded size, and rows are written in tasks of
 * bounded size, one after another, each into a file: a task's rows travel in the task itself, which
 * {@code spark.rpc.message.maxSize} bounds. They are read file by file, so that {@code spark.driver.maxResultSize}
 * bounds a file and not the model.
 */
final class ModelParts {

    private static final StructType SCHEMA = new StructType()
            .add("index", DataTypes.IntegerType, false)
            .add("arrays", DataTypes.IntegerType, false)
            .add("name", DataTypes.StringType, false)
            .add("kind", DataTypes.StringType, false)
            .add("length", DataTypes.IntegerType, false)
            .add("offset", DataTypes.IntegerType, false)
            .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

    /** Values of a row. */
    private static final int ROW = 1 << 15;

    /** Values of a task, at the most: 8 MB. */
    private static final int TASK = 1 << 20;

    /** Values that fit into half a megabyte. */
    private static final int HALF_MEGABYTE = 1 << 16;

    private ModelParts() {}

    static void write(List<ModelArray> arrays, SparkSession spark, String path) {
        int megabytes = spark.sparkContext().conf().getInt("spark.rpc.message.maxSize", 128);
        int most = (int) Math.min(TASK, (long) megabytes * HALF_MEGABYTE);
        List<Row> rows = new ArrayList<>();
        int values = 0;
        for (int index = 0; index < arrays.size(); index++) {
            ModelArray array = arrays.get(index);
            int length = array.values().length;
            int offset = 0;
            do {
                int end = Math.min(length, offset + ROW);
                if (values + end - offset > most) {
                    append(rows, spark, path);
                    values = 0;
                }
                double[] part = Arrays.copyOfRange(array.values(), offset, end);
                rows.add(RowFactory.create(index, arrays.size(), array.name(), array.kind(), length, offset, part));
                values += part.length;
                offset = end;
            } while (offset < length);
        }
        append(rows, spark, path);
    }

    private static void append(List<Row> rows, SparkSession spark, String path) {
        spark.createDataFrame(rows, SCHEMA).coalesce(1).write().mode("append").parquet(path);
        rows.clear();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if a part is missing
     */
    static List<ModelArray> read(SparkSession spark, String path) {
        ModelArray[] arrays = null;
        long missing = 0;
        for (Path file : files(spark, new Path(path))) {
            for (Row row : spark.read().schema(SCHEMA).parquet(file.toString()).collectAsList()) {
                arrays = arrays == null ? new ModelArray[row.getInt(1)] : arrays;
                int index = row.getInt(0);
                if (arrays[index] == null) {
                    arrays[index] = new ModelArray(row.getString(2), row.getString(3), new double[row.getInt(4)]);
                    missing += row.getInt(4);
                }
                int at = row.getInt(5);
                for (Double value : row.<Double>getList(6)) {
                    arrays[index].values()[at++] = value;
                    missing--;
                }
            }
        }
        if (arrays == null || missing != 0 || Arrays.asList(arrays).contains(null)) {
            throw new IllegalArgumentException(path + ": the data of the saved model are incomplete: "
                    + (arrays == null
                            ? "found no file with rows"
                            : "found only some of the parts of " + arrays.length + " arrays"));
        }
        return List.of(arrays);
    }

    private static List<Path> files(SparkSession spark, Path folder) {
        try {
            FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
            return Arrays.stream(files.listStatus(folder))
                    .map(FileStatus::getPath)
                    .filter(file -> file.getName().endsWith(".parquet"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
