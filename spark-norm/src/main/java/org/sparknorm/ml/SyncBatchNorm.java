package org.sparknorm.ml;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.column.scan.ColumnMoments;
import org.sparknorm.param.HasInitialModel;
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
 *   <li>aggregationDepth (2)
 *   <li>handleInvalid ("error": refuses null, NaN and infinite values, in the weights too; "skip" leaves out rows that
 *       have one in any column; "keep" leaves out the elements themselves, so that each channel has the statistics of
 *       the values that it has, and NaN comes out of a channel that has fewer than two)
 *   <li>initialModel: the path of a saved model that fit updates
 * </ul>
 *
 * <p>The variance of fit is the unbiased one (divided by n - 1), as PyTorch keeps for evaluation. Means are exact to
 * 1e-12 of max(|mean|, standard deviation), variances to 1e-9, relatively, also at a mean of 1e8 and a standard
 * deviation of 1; the last bits may move from run to run with the order in which partitions arrive. Sparse vectors cost
 * time in proportion to their non-zeros. Memory for each task is O(channels).
 *
 * <p>An empty dataset, or one value a channel, has no variance: an IllegalArgumentException. So is a variance above the
 * largest double. Where a variance is under 10 epsilon, the values that come out are small: fit logs which channels.
 */
public final class SyncBatchNorm extends Estimator<SyncBatchNormModel>
        implements SyncBatchNormParams<SyncBatchNorm>, HasInitialModel<SyncBatchNorm>, DefaultParamsWritable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SyncBatchNorm.class);

    private final String uid;

    public SyncBatchNorm() {
        this(Identifiable.randomUID("SyncBatchNorm"));
    }

    /** Makes a stage of a given uid, as loading does. */
    public SyncBatchNorm(String uid) {
        this.uid = uid;
        SyncBatchNormSchema.setDefaults(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Runs one Spark job. With an initialModel it is that model's {@link SyncBatchNormModel#update}, with the params
     * that are set here in place of the model's.
     *
     * @throws IllegalArgumentException for a schema, params or rows that do not fit; nothing is left behind
     */
    @Override
    public SyncBatchNormModel fit(Dataset<?> dataset) {
        // 0. A warm start is one more step of a saved model.
        if (isSet(initialModel())) {
            return initial().update(dataset).setParent(this);
        }
        // 1. Whatever the schema shows to be wrong is refused before any job.
        transformSchema(dataset.schema());
        // 2. One job takes the moments of all columns.
        StatisticsJob job = new StatisticsJob(this, "SyncBatchNorm.fit");
        List<ColumnMoments> moments = job.run(dataset);
        if (moments.isEmpty()) {
            throw job.noRows(String.join("', '", new SyncBatchNormSchema(this).inputs()));
        }
        // 3. They are the statistics of each column, if it has a variance.
        List<ColumnStatistics> statistics = moments.stream()
                .map(column -> ColumnStatistics.of(column.name(), job.requireVariance(column)))
                .toList();
        // 4. The log names channels that surprise.
        statistics.stream()
                .flatMap(column -> ChannelWarnings.of(column, getEpsilon()).stream())
                .forEach(warning -> LOG.warn("{}: {}", uid, warning));
        // 5. The model has this stage's params.
        return copyValues(new SyncBatchNormModel(uid, statistics), ParamMap.empty())
                .setParent(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        if (isSet(initialModel())) {
            return initial().transformSchema(schema);
        }
        SyncBatchNormSchema demands = new SyncBatchNormSchema(this);
        demands.requireWeight(schema);
        return demands.withOutputs(schema);
    }

    /** Returns the saved model, with the params that are set here. */
    private SyncBatchNormModel initial() {
        SyncBatchNormModel saved = SyncBatchNormModel.load(getInitialModel());
        SyncBatchNormModel initial = new SyncBatchNormModel(uid, saved.statistics());
        saved.copyValues(initial, ParamMap.empty());
        return copyValues(initial, ParamMap.empty());
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
     * Loads a saved estimator.
     *
     * @param path any Hadoop path
     */
    public static SyncBatchNorm load(String path) {
        return read().load(path);
    }
}
