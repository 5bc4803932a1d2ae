package org.sparknorm.ml;

import java.util.Map;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;
import org.sparknorm.core.RandomData;

/**
 * What the contracts ask of a stage under test, and the data they use.
 *
 * @param <S> the stage: an estimator or a transformer
 */
interface StageFixture<S extends PipelineStage> {

    int LENGTH = 8;
    double[][] ROWS = new RandomData(11).sparse(new RandomData(7).rows(9, LENGTH, 3, 2), 0.6);

    /** With its defaults. */
    S fresh();

    /** That reads "in", writes "out", and has an affine part. */
    S configured();

    /** What transforms: the stage itself, or its model. */
    Transformer ready(S stage, Dataset<?> data);

    /** Reads what the stage wrote. */
    S load(String path);

    /** Reads what {@link #ready} wrote. */
    Transformer loadReady(String path);

    /** All defaults, as the design gives them, but for outputCol. */
    Map<String, Object> defaults();

    /** A value for each param. */
    Map<String, Object> settings();

    /** Configured, but for another input column. */
    default S reading(String column) {
        S stage = configured();
        stage.set("inputCol", column);
        return stage;
    }

    /** Configured, but for handleInvalid. */
    default S handling(String handleInvalid) {
        S stage = configured();
        stage.set("handleInvalid", handleInvalid);
        return stage;
    }

    static Dataset<Row> data(RowKind kind) {
        return Frames.of(kind, "in", ROWS);
    }

    static double[][] out(Transformer ready, Dataset<?> data) {
        return Frames.rows(ready.transform(data), "out");
    }

    @SuppressWarnings("unchecked")
    static Param<Object> epsilon(PipelineStage stage) {
        return (Param<Object>) (Param<?>) stage.getParam("epsilon");
    }
}
