package org.sparknorm.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.ColumnMoments;
import org.sparknorm.column.ColumnScan;
import org.sparknorm.column.Columns;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.ScanResult;
import org.sparknorm.core.RunningStatistics;
import org.sparknorm.sync.TreeAggregate;

/**
 * What a model knows of one column.
 *
 * @param count rows that counted so far
 * @param mean of each channel
 * @param variance of each channel, unbiased
 */
record ColumnStatistics(String column, long count, double[] mean, double[] variance) implements Serializable {

    /** The exact statistics of a dataset's columns. */
    static List<ColumnStatistics> fit(SyncBatchNormParams<?> stage, Dataset<?> dataset, String job) {
        List<ColumnStatistics> statistics = new ArrayList<>();
        List<ColumnMoments> columns = scan(stage, dataset, job);
        if (columns.isEmpty()) {
            throw noRows(stage, String.join("', '", stage.inputs()));
        }
        for (ColumnMoments found : columns) {
            if (found.isEmpty()) {
                throw noRows(stage, found.name());
            }
            requireUsable(stage, found);
            statistics.add(new ColumnStatistics(
                    found.name(),
                    found.moments().rows(),
                    found.moments().mean(),
                    found.moments().unbiasedVariance()));
        }
        return statistics;
    }

    /** These statistics of a model, moved by one more batch. Columns without a row that counts stay as they are. */
    static List<ColumnStatistics> update(
            SyncBatchNormParams<?> stage, List<ColumnStatistics> old, Dataset<?> batch, String job) {
        requireFit(stage, old, batch.schema());
        List<ColumnStatistics> moved = new ArrayList<>();
        List<ColumnMoments> found = scan(stage, batch, job);
        for (int i = 0; i < old.size(); i++) {
            boolean empty = found.isEmpty() || found.get(i).isEmpty();
            moved.add(empty ? old.get(i) : old.get(i).moved(stage, found.get(i)));
        }
        return moved;
    }

    /** Checks a schema, and the params as they are now, against what was fitted. */
    static void requireFit(SyncBatchNormParams<?> stage, List<ColumnStatistics> fitted, StructType schema) {
        List<StructField> inputs = stage.requireInputs(schema);
        if (inputs.size() != fitted.size()) {
            throw new IllegalArgumentException(stage.uid() + ": found " + inputs.size() + " input columns, expected "
                    + fitted.size() + " as in fit");
        }
        for (int i = 0; i < inputs.size(); i++) {
            ColumnStatistics column = fitted.get(i);
            int size = Columns.knownSize(inputs.get(i));
            boolean unknown = size < 0 && stage.getChannels() == 0;
            column.requireChannels(
                    stage, stage.requireChannels(inputs.get(i).name(), unknown ? column.mean.length : size));
        }
    }

    private static List<ColumnMoments> scan(SyncBatchNormParams<?> stage, Dataset<?> dataset, String job) {
        List<StructField> inputs = stage.requireInputs(dataset.schema());
        String weight = stage.requireWeight(dataset.schema());
        InvalidRows invalid = InvalidRows.of(stage.getHandleInvalid());
        ColumnScan scan = new ColumnScan(inputs, weight, stage.getChannels(), invalid);
        ScanResult result = new TreeAggregate(stage.getAggregationDepth())
                .merge(scan.of(dataset), ScanResult.empty(), description(stage, inputs, job));
        return result.requireValid(stage.uid(), invalid).columns();
    }

    private static String description(SyncBatchNormParams<?> stage, List<StructField> inputs, String job) {
        String names = inputs.stream().map(StructField::name).collect(Collectors.joining(", "));
        int channels = 0;
        for (StructField input : inputs) {
            int known = stage.requireChannels(input.name(), Columns.knownSize(input));
            channels = known == 0 || channels < 0 ? -1 : channels + known;
        }
        return job + "(" + names + "): moments of " + (channels > 0 ? channels : "all") + " channels";
    }

    private ColumnStatistics moved(SyncBatchNormParams<?> stage, ColumnMoments batch) {
        requireUsable(stage, batch);
        requireChannels(stage, batch.moments().channels());
        RunningStatistics running = RunningStatistics.of(mean, variance).update(batch.moments(), stage.getMomentum());
        return new ColumnStatistics(column, count + batch.moments().rows(), running.mean(), running.variance());
    }

    private void requireChannels(SyncBatchNormParams<?> stage, int found) {
        if (found != mean.length) {
            throw new IllegalArgumentException(stage.uid() + ": column '" + column + "' has rows of " + found
                    + " channels, expected " + mean.length + " as in fit");
        }
    }

    private static void requireUsable(SyncBatchNormParams<?> stage, ColumnMoments found) {
        try {
            found.moments().requireVariance();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(stage.uid() + ": column '" + found.name() + "': " + e.getMessage(), e);
        }
        stage.requireChannels(found.name(), found.size());
    }

    private static IllegalArgumentException noRows(SyncBatchNormParams<?> stage, String column) {
        return new IllegalArgumentException(stage.uid() + ": column '" + column
                + "' has no row that counts, expected at least 2 values per channel");
    }
}
