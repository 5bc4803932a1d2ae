package org.sparknorm.column;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The scores of rows for all columns of {@link ScoreColumns}: those of the last row are kept beside its values, as
 * Spark asks for them again for each filter and each column.
 */
final class RowScores implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final FloatRows rows;
    private final RowScorer scorer;
    private final InvalidRows invalid;
    private transient LastRow last;

    RowScores(String stage, FloatRows rows, RowScorer scorer, InvalidRows invalid) {
        this.stage = stage;
        this.rows = rows;
        this.scorer = scorer;
        this.invalid = invalid;
    }

    /** Returns the scores of a row, not to be changed; null for a row that has none and is kept. */
    double[] of(Object value) {
        LastRow row = last;
        if (row == null || !row.reader.isOfThisThread()) {
            row = new LastRow(rows);
            last = row;
        }
        String refusal = row.reader.read(value);
        if (refusal == null) {
            return row.scores(scorer);
        }
        if (invalid == InvalidRows.KEEP) {
            return null;
        }
        throw rows.refused(stage, refusal + "; set handleInvalid to skip or keep to go on");
    }

    @Override
    public String toString() {
        return stage;
    }

    /** State of one thread. */
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
