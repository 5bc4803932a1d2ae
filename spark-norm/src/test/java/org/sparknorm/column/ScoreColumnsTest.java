package org.sparknorm.column;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.SparkSessions;

class ScoreColumnsTest {

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final double[][] ROWS = {{1, 2}, {0, 3}, {3, 4}, {3, 5}, {5, 0}};

    @BeforeEach
    void forgetCalls() {
        CALLS.set(0);
    }

    /** Sum and difference, as a vector {@code scores} and a double {@code sum}. */
    private static Dataset<Row> scored(Dataset<Row> rows, InvalidRows invalid) {
        StructField features = rows.schema().apply("x");
        RowScorer scorer = row -> {
            CALLS.incrementAndGet();
            return new double[] {row[0] + row[1], row[0] - row[1]};
        };
        return new ScoreColumns("stage", new FloatRows(features, 2), scorer, invalid)
                .addTo(
                        rows,
                        List.of(
                                output("scores", SQLDataTypes.VectorType(), scores -> scores),
                                output("sum", DataTypes.DoubleType, scores -> new double[] {scores[0]})));
    }

    private static ScoreColumns.Output output(String name, DataType type, ScoreColumns.Function function) {
        return new ScoreColumns.Output(new StructField(name, type, true, Metadata.empty()), function);
    }

    @ParameterizedTest
    @EnumSource(RowKind.class)
    void everyKindOfColumnGetsItsScores(RowKind kind) {
        List<Row> rows = scored(Frames.of(kind, "x", ROWS), InvalidRows.ERROR)
                .select("scores", "sum")
                .collectAsList();

        for (int i = 0; i < ROWS.length; i++) {
            assertThat(rows.get(i).<Vector>getAs("scores").toArray())
                    .containsExactly(ROWS[i][0] + ROWS[i][1], ROWS[i][0] - ROWS[i][1]);
            assertThat(rows.get(i).<Double>getAs("sum")).isEqualTo(ROWS[i][0] + ROWS[i][1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "sum > 2", "sum > 2 AND sum < 9", "sum > 2 AND id < 9 AND scores IS NOT NULL"})
    void aRowIsScoredOnceWhateverFiltersAndColumnsFollow(String condition) {
        Dataset<Row> scored = scored(Frames.of(RowKind.DOUBLES, "x", ROWS), InvalidRows.ERROR);

        List<Row> rows = scored.where(condition).select("id", "sum", "scores").collectAsList();

        assertThat(rows).hasSize(ROWS.length);
        assertThat(CALLS).hasValue(ROWS.length);
    }

    @Test
    void rowsAndColumnsThatNobodyReadsAreNotScored() {
        Dataset<Row> scored = scored(Frames.of(RowKind.DENSE, "x", ROWS), InvalidRows.ERROR);

        assertThat(scored.select("id").collectAsList()).hasSize(ROWS.length);
        assertThat(scored.count()).isEqualTo(ROWS.length);
        assertThat(CALLS).hasValue(0);
        assertThat(scored.where(col("id").equalTo(3)).select("sum").collectAsList())
                .containsExactly(RowFactory.create(8.0));
        assertThat(CALLS).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void constantRowsThatAreFoldedKeepTheirOwnScores(String type) {
        String select = "SELECT CAST(array(%d, %d) AS array<" + type + ">) x";
        Dataset<Row> rows = SparkSessions.shared()
                .sql(select.formatted(1, 2) + " UNION ALL " + select.formatted(3, 5) + " UNION ALL "
                        + select.formatted(7, 1));

        assertThat(scored(rows, InvalidRows.ERROR).select("scores").collectAsList())
                .extracting(row -> Arrays.toString(row.<Vector>getAs(0).toArray()))
                .containsExactly("[3.0, -1.0]", "[8.0, -2.0]", "[8.0, 6.0]");
    }

    private static Dataset<Row> gaps() {
        StructType schema = new StructType()
                .add("id", DataTypes.IntegerType)
                .add("x", DataTypes.createArrayType(DataTypes.DoubleType));
        return Frames.split(
                schema,
                List.of(
                        RowFactory.create(0, RowKind.seq(List.of(1.0, 2.0))),
                        RowFactory.create(1, null),
                        RowFactory.create(2, RowKind.seq(Arrays.asList(null, 2.0))),
                        RowFactory.create(3, RowKind.seq(List.of(1.0, Double.NaN))),
                        RowFactory.create(4, RowKind.seq(List.of(1e300, 2.0))),
                        RowFactory.create(5, RowKind.seq(List.of(1.0))),
                        RowFactory.create(6, RowKind.seq(List.of(5.0, 2.0)))),
                7);
    }

    @Test
    void keepGivesNullToRowsThatCannotBeScored() {
        List<Row> rows =
                scored(gaps(), InvalidRows.KEEP).select("id", "sum", "scores").collectAsList();

        assertThat(rows).hasSize(7).allSatisfy(row -> {
            boolean whole = row.getInt(0) % 6 == 0;
            assertThat(row.isNullAt(1)).isEqualTo(!whole);
            assertThat(row.isNullAt(2)).isEqualTo(!whole);
        });
        assertThat(rows.get(6).getDouble(1)).isEqualTo(7);
    }

    @Test
    void skipDropsRowsThatCannotBeScored() {
        assertThat(scored(gaps(), InvalidRows.SKIP).select("id", "sum").collectAsList())
                .containsExactly(RowFactory.create(0, 3.0), RowFactory.create(6, 7.0));
    }

    @Test
    void errorNamesColumnAndValueAsItStands() {
        String[] found = {
            "null, expected rows of 2 values",
            "a row with the value null at element 0",
            "a row with the value NaN at element 1",
            "a row with the value 1.0E300 at element 0, expected finite ones of at most 3.4028235E38",
            "a row of 1 values, expected rows of 2 values"
        };
        for (int id = 1; id <= 5; id++) {
            Dataset<Row> one = gaps().where(col("id").equalTo(id));
            assertThatThrownBy(
                            () -> scored(one, InvalidRows.ERROR).select("sum").collectAsList())
                    .hasStackTraceContaining("stage: column 'x' holds " + found[id - 1])
                    .hasStackTraceContaining("set handleInvalid to skip or keep to go on");
        }
    }
}
