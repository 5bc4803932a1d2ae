package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;
import org.sparknorm.core.Near;
import org.sparknorm.core.Norms;

/** Columns as people have them: numbers of other types, fields of structs, names that differ in case. */
class ColumnTypesTest {

    private static final SparkSession SPARK = SparkSessions.shared();
    private static final double[] EXPECTED = Norms.layerNorm(new double[] {1, 2, 4}, 1, null, null, 1e-5);

    private static LayerNorm layer(String input) {
        return new LayerNorm("layer").setInputCol(input).setOutputCol("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinyint", "smallint", "int", "bigint", "decimal(5,2)"})
    void arraysOfNumbersBecomeArraysOfDoubles(String type) {
        Dataset<Row> rows = SPARK.range(4).selectExpr("CAST(array(1, 2, 4 + id) AS array<" + type + ">) AS x");
        Dataset<Row> found = layer("x").transform(rows);
        assertThat(found.schema()).isEqualTo(layer("x").transformSchema(rows.schema()));
        assertThat(found.schema().apply("y").dataType()).isEqualTo(DataTypes.createArrayType(DataTypes.DoubleType));
        Near.assertNear("y", Frames.rows(found, "y")[0], EXPECTED, 1e-12);

        SyncBatchNormModel model =
                new SyncBatchNorm().setInputCol("x").setOutputCol("y").fit(rows);
        assertThat(model.runningMean()).containsExactly(1, 2, 5.5);
        assertThat(Frames.rows(model.transform(rows), "y")[0][2]).isNegative();
    }

    @Test
    void aFieldOfAStructIsAnInput() {
        for (RowKind kind : RowKind.values()) {
            Dataset<Row> rows = Frames.of(kind, "x", new double[] {1, 2, 4}, new double[] {3, 2, 1})
                    .selectExpr("id", "struct(id, struct(x) AS `in.side`) AS s");
            for (Transformer stage : List.of(
                    layer("s.in.side.x"),
                    layer("s.in.side.x").setHandleInvalid("skip"),
                    layer("s.in.side.x").setHandleInvalid("keep"))) {
                Near.assertNear("y", Frames.rows(stage.transform(rows), "y")[0], EXPECTED, 1e-6);
            }
            SyncBatchNormModel model = new SyncBatchNorm()
                    .setInputCol("s.in.side.x")
                    .setWeightCol("s.id")
                    .setOutputCol("y")
                    .fit(Frames.of(kind, "x", new double[] {9}, new double[] {1}, new double[] {3})
                            .selectExpr("struct(sign(id) AS id, struct(x) AS `in.side`) AS s"));
            assertThat(model.runningMean()).containsExactly(2);
        }
    }

    @Test
    void anOutputMayDifferInCaseWhereSparkIsCaseSensitive() {
        Dataset<Row> rows = Frames.of(RowKind.DOUBLES, "Y", new double[] {1, 2, 4});
        refuses(() -> layer("Y").transform(rows), "layer: output column 'y' exists already as 'Y'");
        SPARK.conf().set("spark.sql.caseSensitive", "true");
        try {
            Near.assertNear("y", Frames.rows(layer("Y").transform(rows), "y")[0], EXPECTED, 1e-12);
        } finally {
            SPARK.conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void theErrorForGroupsListsTheDivisors() {
        GroupNorm norm = new GroupNorm("group").setInputCol("x").setOutputCol("y");
        Dataset<Row> rows = Frames.of(RowKind.DOUBLES, "x", new double[48]);
        refuses(
                () -> norm.transform(rows).collectAsList(),
                "a row of 48 elements does not divide into groups = 32;",
                "groups may be 1, 2, 3, 4, 6, 8, 12, 16, 24, 48");
    }
}
