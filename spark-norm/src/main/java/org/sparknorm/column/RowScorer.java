package org.sparknorm.column;

import java.io.Serializable;

/** What a model makes of a row, as {@link ScoreColumns} adds it to a dataset. One instance serves all threads. */
public interface RowScorer extends Serializable {

    /**
     * Scores a row.
     *
     * @param row finite values, not kept
     * @return scores of the row, in an array that nobody writes to
     */
    double[] score(float[] row);
}
