package org.sparknorm.param;

import java.util.function.Function;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.sparknorm.spark.SparkMl;

/**
 * Reads a stage that is no more than its params. Spark's own reader makes an instance of whatever class was saved; this
 * one refuses another class than the one expected.
 *
 * @param <S> the stage
 */
public final class StageReader<S extends Params> extends MLReader<S> {

    private final Class<S> stage;
    private final Function<String, S> withUid;

    /** @param withUid makes the stage from its uid */
    public StageReader(Class<S> stage, Function<String, S> withUid) {
        this.stage = stage;
        this.withUid = withUid;
    }

    @Override
    public S load(String path) {
        DefaultParamsReader.Metadata metadata = SparkMl.loadMetadata(path, sparkSession(), stage);
        S loaded = withUid.apply(metadata.uid());
        metadata.getAndSetParams(loaded, scala.Option.empty());
        return loaded;
    }
}
