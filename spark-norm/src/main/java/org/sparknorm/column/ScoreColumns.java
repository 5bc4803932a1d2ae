package org.sparknorm.column;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Columns that a model computes of a row's scores. Each is a call of its own, so that Spark leaves out those that
 * nobody reads and moves filters as it likes; the row is scored once for all of them and for all filters on them.
 *
 * @param stage name of the stage, for messages
 * @param rows rows to score
 * @param scorer model
 * @param invalid fate of rows that the scorer cannot take; kept ones have null in the new columns
 */
public record ScoreColumns(String stage, FloatRows rows, RowScorer scorer, InvalidRows invalid) {

    /**
     * A column to add.
     *
     * @param field name, type (vector or double) and metadata
     * @param function values of the column from the scores; a double is an array of one
     */
    public record Output(StructField field, Function function) {}

    /** Makes the values of a column from the scores of a row. */
    public interface Function extends Serializable {
        double[] apply(double[] scores);
    }

    /** Adds the columns to a dataset; nothing runs yet. */
    public Dataset<Row> addTo(Dataset<?> dataset, List<Output> outputs) {
        Dataset<Row> kept = invalid == InvalidRows.SKIP ? rows.valid(dataset) : dataset.toDF();
        RowScores scores = new RowScores(stage, rows, scorer, invalid);
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        for (Output output : outputs) {
            StructField field = output.field;
            String method = field.dataType().equals(DataTypes.DoubleType) ? "number" : "vector";
            ScoreCall call = new ScoreCall(scores, output.function);
            columns.add(rows.call(call, method, field.dataType(), kept).as(field.name(), field.metadata()));
        }
        return kept.select(columns.toArray(new Column[0]));
    }
}
