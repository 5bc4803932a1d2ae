package org.sparknorm.lab.digits;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a vector and a label, in two parts: every fifth row tests, the others train.
 *
 * @param all all rows, cached
 */
public record LabeledRows(Dataset<Row> all, Dataset<Row> train, Dataset<Row> test) {

    private static final int TEST_EVERY = 5;
    private static final String TESTS = "tests";

    /**
     * Reads MNIST's IDX files (a directory of images and labels, or the images' file) or Parquet with a column of
     * vectors or of arrays of numbers.
     *
     * @param input path on any of Hadoop's file systems
     * @throws IOException naming the path, what was found and what is expected
     * @throws IllegalArgumentException where Parquet lacks a column, or one has another type
     */
    public static LabeledRows load(SparkSession spark, String input, String inputCol, String labelCol)
            throws IOException {
        Dataset<Row> rows = read(spark, new Path(input), inputCol, labelCol);
        StructType schema = rows.schema().add(TESTS, DataTypes.BooleanType, false);
        JavaRDD<Row> numbered = rows.toJavaRDD()
                .zipWithIndex()
                .map(row -> RowFactory.create(row._1.get(0), row._1.get(1), row._2 % TEST_EVERY == TEST_EVERY - 1));
        Dataset<Row> all = spark.createDataFrame(numbered, schema).cache();
        return new LabeledRows(all, all.filter(col(TESTS).equalTo(false)), all.filter(col(TESTS)));
    }

    private static Dataset<Row> read(SparkSession spark, Path input, String inputCol, String labelCol)
            throws IOException {
        FileSystem files = input.getFileSystem(spark.sparkContext().hadoopConfiguration());
        FileStatus[] found;
        try {
            found = files.listStatus(input);
        } catch (FileNotFoundException e) {
            throw (IOException)
                    new FileNotFoundException(input + ": no such file or directory, expected IDX files or Parquet")
                            .initCause(e);
        }
        List<Path> images = Arrays.stream(found)
                .map(FileStatus::getPath)
                .filter(Digits::areIn)
                .toList();
        if (images.size() == 1) {
            return Digits.read(spark, images.get(0), inputCol, labelCol);
        }
        List<String> names =
                Arrays.stream(found).map(status -> status.getPath().getName()).toList();
        if (images.size() > 1) {
            throw new IOException(input + ": holds several files of images, " + names + "; name one of them");
        }
        if (names.stream().noneMatch(name -> name.endsWith(".parquet") || name.contains("="))) {
            throw new IOException(
                    input + ": found " + names + ", expected *-images-idx3-ubyte[.gz] beside labels, or *.parquet");
        }
        return parquet(spark.read().parquet(input.toString()), input, inputCol, labelCol);
    }

    private static Dataset<Row> parquet(Dataset<Row> table, Path input, String inputCol, String labelCol) {
        for (String column : List.of(inputCol, labelCol)) {
            if (Stream.of(table.columns()).noneMatch(column::equals)) {
                throw new IllegalArgumentException(input + ": has no column " + column + ", only "
                        + String.join(", ", table.columns()) + "; name it with --input-col or --label-col");
            }
        }
        DataType type = table.schema().apply(inputCol).dataType();
        Column vector;
        if (type.equals(SQLDataTypes.VectorType())) {
            vector = col(inputCol);
        } else if (type instanceof ArrayType array && array.elementType() instanceof NumericType) {
            vector = array_to_vector(col(inputCol));
        } else {
            throw new IllegalArgumentException(input + ": column " + inputCol + " is of type " + type.simpleString()
                    + ", expected vectors or arrays of numbers");
        }
        return table.select(
                vector.as(inputCol), col(labelCol).cast(DataTypes.DoubleType).as(labelCol));
    }
}
