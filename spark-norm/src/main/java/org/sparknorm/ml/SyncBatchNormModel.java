package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.ChannelNormFunction;
import org.sparknorm.column.ColumnFunction;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.scan.ColumnMoments;
import org.sparknorm.core.ChannelNorm;

/**
 * Normalizes with the running statistics of {@link SyncBatchNorm#fit}: evaluation, as {@code torch.nn.BatchNorm1d} in
 * eval mode. Params: those of {@link SyncBatchNorm}. A channel of variance 0 gives beta. Transforming runs no job.
 *
 * <p>Statistics belong to the names of the columns, as in Spark's ImputerModel: inputCols in another order, or some of
 * them, get their own; a name that fit did not see is refused unless {@link #renameInputCols} gives it. Those of
 * {@link #ofStatistics} serve a column of any name.
 *
 * <p>Immutable but for its params; {@link #update} makes a new model.
 */
public final class SyncBatchNormModel extends Model<SyncBatchNormModel>
        implements SyncBatchNormParams<SyncBatchNormModel>, MLWritable {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final FittedColumns fitted;

    /**
     * Makes a model of no columns. Java asks for it in a class of a service file; {@link SyncBatchNorm} makes models.
     */
    public SyncBatchNormModel() {
        this("", List.of());
    }

    SyncBatchNormModel(String uid, List<ColumnStatistics> statistics) {
        this.uid = uid;
        this.fitted = new FittedColumns(statistics);
        SyncBatchNormSchema.setDefaults(this);
    }

    /**
     * A model of statistics from elsewhere, for any one column; its {@link #count()} is 0.
     *
     * @param mean running mean of each channel
     * @param variance running variance of each channel
     * @throws IllegalArgumentException if a value is not finite, a variance is negative, or there is not one of each
     */
    public static SyncBatchNormModel ofStatistics(double[] mean, double[] variance) {
        return new SyncBatchNormModel(
                Identifiable.randomUID("SyncBatchNorm"), List.of(ColumnStatistics.given(mean, variance)));
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Returns the mean of each channel of the one column; a copy.
     *
     * @throws IllegalStateException if there are several columns
     */
    public double[] runningMean() {
        return fitted.only(uid).mean().clone();
    }

    /** Returns the mean of each channel of a column; a copy. */
    public double[] runningMean(String inputCol) {
        return fitted.of(uid, inputCol).mean().clone();
    }

    /**
     * Returns the unbiased variance of each channel of the one column; a copy.
     *
     * @throws IllegalStateException if there are several columns
     */
    public double[] runningVariance() {
        return fitted.only(uid).variance().clone();
    }

    /** Returns the unbiased variance of each channel of a column; a copy. */
    public double[] runningVariance(String inputCol) {
        return fitted.of(uid, inputCol).variance().clone();
    }

    /**
     * Returns the number of rows that counted in fit and in all updates since.
     *
     * @throws IllegalStateException if there are several columns
     */
    public long count() {
        return fitted.only(uid).count();
    }

    /** Returns the number of rows of a column that counted in fit and in all updates since. */
    public long count(String inputCol) {
        return fitted.of(uid, inputCol).count();
    }

    /**
     * Returns the number of rows of a column in which a channel had a value, in fit and in all updates since: fewer
     * than {@link #count(String)} where handleInvalid is "keep" and elements are missing.
     */
    public long count(String inputCol, int channel) {
        return fitted.of(uid, inputCol).count(channel);
    }

    /**
     * Returns the model for columns of other names: statistics belong to the names that the columns had in fit, and a
     * model reads no others. Sets inputCol or inputCols to the new names.
     *
     * @param names new name of each column of fit, in its order
     * @return a new model; this one stays as it is
     */
    public SyncBatchNormModel renameInputCols(String... names) {
        SyncBatchNormModel renamed = copyWith(fitted.renamed(uid, names), ParamMap.empty());
        return isSet(inputCols()) ? renamed.setInputCols(names) : renamed.setInputCol(names[0]);
    }

    /**
     * Does one more synchronized training step: takes the statistics of a batch in one Spark job, and moves the running
     * ones towards them by momentum. For use in a streaming query's foreachBatch as well: a channel of which the batch
     * has no value stays as it is; one of which it has one value x moves its mean, and its variance to {@code (1 -
     * momentum) * variance + momentum * (x - mean before) * (x - mean after)} (Welford's update, exponentially
     * weighted: Finch 2009). Columns of the model that are not among its inputs stay as they are.
     *
     * @return a new model; this one stays as it is
     * @throws IllegalArgumentException if the batch does not fit
     */
    public SyncBatchNormModel update(Dataset<?> batch) {
        new SyncBatchNormSchema(this).requireFitted(fitted, batch.schema());
        List<ColumnMoments> moments = new StatisticsJob(this, "SyncBatchNormModel.update").run(batch);
        return copyWith(fitted.moved(uid, moments, getMomentum()), ParamMap.empty());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        SyncBatchNormSchema demands = new SyncBatchNormSchema(this);
        List<StructField> inputs = demands.requireInputs(dataset.schema());
        List<String> outputs = demands.outputs();
        List<ColumnFunction> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            ColumnStatistics column = fitted.of(uid, inputs.get(i).name());
            ChannelNorm norm = ChannelNorm.of(column.mean(), column.variance(), demands.affine(), getEpsilon());
            columns.add(new ColumnFunction(
                    inputs.get(i), schema.apply(outputs.get(i)), new ChannelNormFunction(norm, getChannels() == 0)));
        }
        return ColumnFunction.apply(uid, dataset, InvalidRows.of(getHandleInvalid()), columns);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        SyncBatchNormSchema demands = new SyncBatchNormSchema(this);
        demands.requireFitted(fitted, schema);
        return demands.withOutputs(schema);
    }

    /** Returns a model with the same statistics. */
    @Override
    public SyncBatchNormModel copy(ParamMap extra) {
        return copyWith(fitted, extra);
    }

    /** Writes the params as JSON and the statistics as Parquet, which holds any number of channels. */
    @Override
    public MLWriter write() {
        return new SyncBatchNormModelFiles().writer(this);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<SyncBatchNormModel> read() {
        return new SyncBatchNormModelFiles().reader();
    }

    /**
     * Loads a saved model.
     *
     * @param path any Hadoop path
     */
    public static SyncBatchNormModel load(String path) {
        return read().load(path);
    }

    /** Returns a text as Spark's own models have it. */
    @Override
    public String toString() {
        return "SyncBatchNormModel: uid=" + uid + ", numCols=" + fitted.all().size() + ", numChannels="
                + fitted.all().stream().mapToInt(ColumnStatistics::channels).sum() + ", epsilon=" + getEpsilon();
    }

    List<ColumnStatistics> statistics() {
        return fitted.all();
    }

    private SyncBatchNormModel copyWith(FittedColumns of, ParamMap extra) {
        return copyValues(new SyncBatchNormModel(uid, of.all()), extra).setParent(parent());
    }
}
