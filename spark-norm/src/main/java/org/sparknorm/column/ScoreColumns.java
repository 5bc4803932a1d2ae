package org.sparknorm.column;

import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Columns that a model computes of a row's scores. Each is a call of its own, so that Spark leaves out those that nobody
 * reads and moves filters as it likes; the scores of a row are computed once for all of them, and for all filters on them,
 * since the scores of the last row are kept beside its values.
 *
 * <p>Public only because the code that Spark generates calls {@link #vector} and {@link #number}.
 */
public final class ScoreColumns implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final FloatRows rows;
    private final RowScorer scorer;
    private final InvalidRows invalid;
    private final Output[] outputs;
    private transient LastRow last;

    /**
     * A column to add.
     *
     * @param field name, type (vector or double) and metadata
     * @param function values of the column from the scores; a double is an array of one
     */
    public record Output(StructField field, Function function) implements Serializable {}

    /** From the scores of a row to the values of a column. */
    public interface Function extends Serializable {
        double[] apply(double[] scores);
    }

    /**
     * @param stage name of the stage, for messages
     * @param invalid fate of rows that the scorer cannot take; kept ones have null in the new columns
     */
    public ScoreColumns(String stage, FloatRows rows, RowScorer scorer, InvalidRows invalid, List<Output> outputs) {
        this.stage = stage;
        this.rows = rows;
        this.scorer = scorer;
        this.invalid = invalid;
        this.outputs = outputs.toArray(new Output[0]);
    }

    /** The dataset with the columns; nothing runs yet. */
    public Dataset<Row> addTo(Dataset<?> dataset) {
        Dataset<Row> kept = invalid == InvalidRows.SKIP ? rows.valid(dataset) : dataset.toDF();
        List<Column> columns = new ArrayList<>(List.of(kept.col("*")));
        for (int i = 0; i < outputs.length; i++) {
            StructField field = outputs[i].field;
            String method = field.dataType().equals(DataTypes.DoubleType) ? "number" : "vector";
            columns.add(RowExpression.call(this, method, field.dataType(), rows.column(kept), lit(i))
                    .as(field.name(), field.metadata()));
        }
        return kept.select(columns.toArray(new Column[0]));
    }

    /** Called by generated code: the vector of an output column. */
    public Object vector(Object value, int output) {
        double[] values = values(value, output);
        return values == null ? null : RowCodec.denseVector(RowCodec.array(values));
    }

    /** Called by generated code: the double of an output column. */
    public Object number(Object value, int output) {
        double[] values = values(value, output);
        return values == null ? null : (Object) values[0];
    }

    /** What {@code explain} shows. */
    @Override
    public String toString() {
        return stage;
    }

    private double[] values(Object value, int output) {
        LastRow row = last;
        if (row == null || !row.reader.isOfThisThread()) {
            row = new LastRow(rows);
            last = row;
        }
        String refusal = row.reader.read(value);
        if (refusal == null) {
            return outputs[output].function.apply(row.scores(scorer));
        }
        if (invalid == InvalidRows.KEEP) {
            return null;
        }
        throw rows.refused(stage, refusal + "; set handleInvalid to skip or keep to go on");
    }

    /** State of one thread: its reader, and the last row that was scored. */
    private static final class LastRow {

        private final FloatRowReader reader;
        private final float[] scored;
        private double[] scores;

        LastRow(FloatRows rows) {
            reader = rows.newReader();
            scored = new float[rows.size()];
        }

        double[] scores(RowScorer scorer) {
            if (scores == null || !Arrays.equals(reader.row(), scored)) {
                scores = scorer.score(reader.row());
                System.arraycopy(reader.row(), 0, scored, 0, scored.length);
            }
            return scores;
        }
    }
}
