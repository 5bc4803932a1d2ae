package org.sparknorm.ml;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.param.StageReader;

/**
 * Batch norm (Ioffe and Szegedy 2015) synchronized over all workers: fit takes the exact mean and variance of every
 * channel over the whole dataset, in one tree aggregate for any number of columns; the model normalizes with them.
 *
 * <pre>{@code y = (x - mean[channel]) / sqrt(variance[channel] + epsilon) * gamma[channel] + beta[channel]}</pre>
 *
 * <p>Params:
 *
 * <ul>
 *   <li>inputCol and outputCol, or inputCols and outputCols: vectors, array&lt;double&gt; or array&lt;float&gt;
 *   <li>channels (0): every row is {@code channels * positions} values, channel-major; 0: every element its own channel
 *   <li>epsilon (1e-5); gamma and beta, one value a channel (ones and zeros), only with inputCol
 *   <li>momentum (0.1): weight of the new batch in {@link SyncBatchNormModel#update}
 *   <li>weightCol: row weights, which mean what they mean in Spark's Summarizer; rows of weight 0 do not count
 *   <li>aggregationDepth (2), handleInvalid ("error": refuses null, NaN and infinite values, in the weights too)
 * </ul>
 *
 * <p>The variance of fit is the unbiased one (divided by n - 1), as PyTorch keeps for evaluation. Means are exact to
 * 1e-12 of max(|mean|, standard deviation), variances to 1e-9, relatively, also at a mean of 1e8 and a standard
 * deviation of 1; the last bits may move from run to run with the order in which partitions arrive. Sparse vectors cost
 * time in proportion to their non-zeros. Memory for each task is O(channels).
 *
 * <p>Epsilon counts beside the variance: unlike Spark's {@code StandardScaler}, a channel whose standard deviation is
 * near or below {@code sqrt(epsilon)}, 0.003 by default, comes out smaller than with variance 1 (0.001 with 0.3, 0.0001
 * with 0.03, 0.000001 with 0.0003). Where scales are small, set a smaller epsilon: 1e-12, say.
 *
 * <p>An empty dataset, or one value a channel, has no variance: an IllegalArgumentException.
 */
public final class SyncBatchNorm extends Estimator<SyncBatchNormModel>
        implements SyncBatchNormParams<SyncBatchNorm>, DefaultParamsWritable {

    private static final long serialVersionUID = 1L;

    private final String uid;

    public SyncBatchNorm() {
        this(Identifiable.randomUID("SyncBatchNorm"));
    }

    /** With a given uid; loading needs it. */
    public SyncBatchNorm(String uid) {
        this.uid = uid;
        setDefaults();
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Runs one Spark job.
     *
     * @throws IllegalArgumentException for a schema, params or rows that do not fit; nothing is left behind
     */
    @Override
    public SyncBatchNormModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        List<ColumnStatistics> statistics = ColumnStatistics.fit(this, dataset, "SyncBatchNorm.fit");
        return copyValues(new SyncBatchNormModel(uid, statistics), new ParamMap())
                .setParent(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        requireWeight(schema);
        return withOutputs(schema);
    }

    @Override
    public SyncBatchNorm copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<SyncBatchNorm> read() {
        return new StageReader<>(SyncBatchNorm.class, SyncBatchNorm::new);
    }

    /**
     * A saved estimator.
     *
     * @param path any Hadoop path
     */
    public static SyncBatchNorm load(String path) {
        return read().load(path);
    }
}
