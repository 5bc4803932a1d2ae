package org.sparknorm.examples;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.sql.NormFunctions;

/** Norms as SQL functions. {@code src/main/python/norms.py} does the same from Python. */
public final class SqlNorms {

    private SqlNorms() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder().appName("SqlNorms").getOrCreate()) {
            // For this session; spark.sql.extensions=org.sparknorm.sql.NormExtensions has them in all.
            NormFunctions.register(spark);
            spark.range(8)
                    .selectExpr("id", "array(float(id), 2f, float(4 * id), 1f) AS x")
                    .createOrReplaceTempView("documents");
            byRow(spark).show(false);
            byColumn(spark).show(false);
        }
    }

    /** Normalizes each row by its own statistics: once in SQL, once as an expression of the DataFrame API. */
    static Dataset<Row> byRow(SparkSession spark) {
        return spark.sql("SELECT id, x, layer_norm(x) AS layer FROM documents")
                .withColumn("rms", call_function("rms_norm", col("x")));
    }

    /** Normalizes each element by its statistics over all rows, which an aggregate takes. */
    static Dataset<Row> byColumn(SparkSession spark) {
        return spark.sql("""
                SELECT id, batch_norm(x, m.mean, m.variance) AS batch
                FROM documents, (SELECT moments(x) AS m FROM documents)
                """);
    }
}
