package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.SparkSessions;
import org.sparknorm.spark.ScalaCollections;

/** One model of very many columns. */
class SyncBatchNormManyColumnsTest {

    private static String[] names(String prefix, int columns) {
        return IntStream.range(0, columns).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static Dataset<Row> data(int columns) {
        Column[] all = IntStream.range(0, columns)
                .mapToObj(i -> functions
                        .array(functions.col("id").plus(i).cast("float"), functions.lit(1f))
                        .as("x" + i))
                .toArray(Column[]::new);
        return SparkSessions.shared().range(0, 20, 1, 2).select(all);
    }

    private static SyncBatchNormModel model(int columns) {
        return new SyncBatchNorm()
                .setInputCols(names("x", columns))
                .setOutputCols(names("y", columns))
                .fit(data(columns));
    }

    @ParameterizedTest
    @CsvSource({"1000,error", "400,skip"})
    void hundredsOfColumnsAreCountedAndWritten(int columns, String handling) {
        Dataset<Row> transformed = model(columns).setHandleInvalid(handling).transform(data(columns));
        assertThat(transformed.count()).isEqualTo(20);
        transformed.write().format("noop").mode("overwrite").save();
        Column last = functions.col("y" + (columns - 1)).getItem(0);
        assertThat(transformed.select(functions.sum(last)).first().getDouble(0)).isBetween(-1e-4, 1e-4);
    }

    @Test
    void allColumnsAreOneProjectionBehindOneFilter() {
        Dataset<Row> data = data(30).cache();
        LogicalPlan plan = model(30)
                .setHandleInvalid("skip")
                .transform(data)
                .queryExecution()
                .analyzed();
        assertThat(count(plan, Project.class))
                .isEqualTo(count(data.queryExecution().analyzed(), Project.class) + 1);
        assertThat(count(plan, Filter.class)).isEqualTo(1);
        data.unpersist();
    }

    private static int count(LogicalPlan plan, Class<?> node) {
        int children = ScalaCollections.list(plan.children()).stream()
                .mapToInt(child -> count(child, node))
                .sum();
        return children + (node.isInstance(plan) ? 1 : 0);
    }
}
