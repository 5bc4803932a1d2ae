package org.sparknorm.column;

import java.io.Serializable;

/** One column of {@link ScoreColumns}, as the code that Spark generates calls it. Public only for generated code. */
public final class ScoreCall implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RowScores scores;
    private final ScoreColumns.Function function;

    ScoreCall(RowScores scores, ScoreColumns.Function function) {
        this.scores = scores;
        this.function = function;
    }

    /** Returns the vector of a row, null if there is none. Generated code calls it. */
    public Object vector(Object value) {
        double[] found = scores.of(value);
        return found == null ? null : RowCodec.denseVector(RowCodec.array(function.apply(found)));
    }

    /** Returns the double of a row, null if there is none. Generated code calls it. */
    public Object number(Object value) {
        double[] found = scores.of(value);
        return found == null ? null : (Object) function.apply(found)[0];
    }

    /** Returns the name in {@code explain}. */
    @Override
    public String toString() {
        return scores.toString();
    }
}
