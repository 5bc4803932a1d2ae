package org.sparknorm.examples;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * The functions of {@code spark.sql.extensions} in a query and in streams, on whatever cluster it is submitted to;
 * prints a line for each, sorted by row.
 */
public final class SqlFunctionsJob {

    private SqlFunctionsJob() {}

    /** @param arguments a folder on all machines that may be written to */
    public static void main(String[] arguments) throws Exception {
        String folder = arguments[0];
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            spark.range(0, 8, 1, 4)
                    .selectExpr("id", "array(double(id), 2D, 4D * id, 1D) AS x")
                    .write()
                    .parquet(folder);
            Dataset<Row> rows = spark.read().parquet(folder);
            print("query", rows.selectExpr("id", "layer_norm(x) AS y"));
            print(
                    "call",
                    rows.select(col("id"), call_function("rms_norm", col("x")).as("y")));
            print("moments", rows.selectExpr("0 AS id", "moments(x).mean AS y"));

            Dataset<Row> stream = spark.readStream().schema(rows.schema()).parquet(folder);
            print("stream", collected(stream.selectExpr("id", "layer_norm(x) AS y"), "append"));
            print("moments of a stream", collected(stream.selectExpr("0 AS id", "moments(x).mean AS y"), "complete"));
        }
    }

    private static Dataset<Row> collected(Dataset<Row> stream, String mode) throws Exception {
        String table = "collected_" + mode;
        StreamingQuery query = stream.writeStream()
                .format("memory")
                .queryName(table)
                .outputMode(mode)
                .start();
        query.processAllAvailable();
        query.stop();
        return stream.sparkSession().table(table);
    }

    private static void print(String name, Dataset<Row> found) {
        List<Row> sorted = found.orderBy("id").collectAsList();
        sorted.forEach(row -> System.out.println(name + " " + row.get(0) + " " + row.getList(1)));
    }
}
