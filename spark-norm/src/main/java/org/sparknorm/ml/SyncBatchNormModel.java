package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
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
import org.sparknorm.core.ChannelNorm;

/**
 * Normalizes with the running statistics of {@link SyncBatchNorm#fit}: evaluation, as {@code torch.nn.BatchNorm1d} in
 * eval mode. Params: those of {@link SyncBatchNorm}. A channel of variance 0 gives beta. Transforming runs no job.
 *
 * <p>Immutable but for its params; {@link #update} makes a new model.
 */
public final class SyncBatchNormModel extends Model<SyncBatchNormModel>
        implements SyncBatchNormParams<SyncBatchNormModel>, MLWritable {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final List<ColumnStatistics> statistics;

    SyncBatchNormModel(String uid, List<ColumnStatistics> statistics) {
        this.uid = uid;
        this.statistics = List.copyOf(statistics);
        setDefaults();
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Mean of each channel of the one column; a copy.
     *
     * @throws IllegalStateException if there are several columns
     */
    public double[] runningMean() {
        return only().mean().clone();
    }

    /** Mean of each channel of a column; a copy. */
    public double[] runningMean(String inputCol) {
        return of(inputCol).mean().clone();
    }

    /**
     * Unbiased variance of each channel of the one column; a copy.
     *
     * @throws IllegalStateException if there are several columns
     */
    public double[] runningVariance() {
        return only().variance().clone();
    }

    /** Unbiased variance of each channel of a column; a copy. */
    public double[] runningVariance(String inputCol) {
        return of(inputCol).variance().clone();
    }

    /**
     * Rows that counted in fit and in all updates since.
     *
     * @throws IllegalStateException if there are several columns
     */
    public long count() {
        return only().count();
    }

    /** Rows of a column that counted in fit and in all updates since. */
    public long count(String inputCol) {
        return of(inputCol).count();
    }

    /**
     * One more synchronized training step: takes the statistics of a batch in one Spark job, and moves the running ones
     * towards them by momentum. For use in a streaming query's foreachBatch as well. A batch without rows changes
     * nothing.
     *
     * @return a new model; this one stays as it is
     * @throws IllegalArgumentException if the batch does not fit, or holds just one value a channel
     */
    public SyncBatchNormModel update(Dataset<?> batch) {
        List<ColumnStatistics> moved = ColumnStatistics.update(this, statistics, batch, "SyncBatchNormModel.update");
        return copyWith(moved, new ParamMap());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        List<StructField> inputs = requireInputs(dataset.schema());
        List<String> outputs = outputs();
        List<ColumnFunction> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            ColumnStatistics column = statistics.get(i);
            ChannelNorm norm = ChannelNorm.of(column.mean(), column.variance(), affine(), getEpsilon());
            columns.add(new ColumnFunction(
                    inputs.get(i), schema.apply(outputs.get(i)), new ChannelNormFunction(norm, getChannels() == 0)));
        }
        return ColumnFunction.apply(uid, dataset, InvalidRows.of(getHandleInvalid()), columns);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        ColumnStatistics.requireFit(this, statistics, schema);
        return withOutputs(schema);
    }

    /** A model with the same statistics. */
    @Override
    public SyncBatchNormModel copy(ParamMap extra) {
        return copyWith(statistics, extra);
    }

    /** Writes the params as JSON and the statistics as Parquet, which holds any number of channels. */
    @Override
    public MLWriter write() {
        return new SyncBatchNormModelFiles.Writer(this);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<SyncBatchNormModel> read() {
        return new SyncBatchNormModelFiles.Reader();
    }

    /**
     * A saved model.
     *
     * @param path any Hadoop path
     */
    public static SyncBatchNormModel load(String path) {
        return read().load(path);
    }

    List<ColumnStatistics> statistics() {
        return statistics;
    }

    private SyncBatchNormModel copyWith(List<ColumnStatistics> of, ParamMap extra) {
        return copyValues(new SyncBatchNormModel(uid, of), extra).setParent(parent());
    }

    private ColumnStatistics only() {
        if (statistics.size() > 1) {
            throw new IllegalStateException(
                    uid + ": the model has " + statistics.size() + " columns, expected one; name the column");
        }
        return statistics.get(0);
    }

    private ColumnStatistics of(String inputCol) {
        return statistics.stream()
                .filter(column -> column.column().equals(inputCol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(uid + ": no column '" + inputCol
                        + "' in the model; there are "
                        + statistics.stream().map(ColumnStatistics::column).collect(Collectors.joining(", "))));
    }
}
