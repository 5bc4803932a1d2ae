package org.sparknorm.ml;

import java.util.Arrays;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.sparknorm.Frames;

/** The sum of squares of a column: what epsilon moves. */
final class Spread extends Evaluator {

    private static final long serialVersionUID = 1L;

    private final String column;

    Spread(String column) {
        this.column = column;
    }

    @Override
    public String uid() {
        return "spread";
    }

    @Override
    public double evaluate(Dataset<?> dataset) {
        return Arrays.stream(Frames.rows(dataset.toDF(), column))
                .flatMapToDouble(Arrays::stream)
                .map(v -> v * v)
                .sum();
    }

    @Override
    public Evaluator copy(ParamMap extra) {
        return this;
    }
}
