package org.sparknorm.ml;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.Columns;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.scan.ColumnMoments;
import org.sparknorm.column.scan.ColumnScan;
import org.sparknorm.column.scan.ScanResult;
import org.sparknorm.core.Moments;
import org.sparknorm.sync.TreeAggregate;

/**
 * The one Spark job of fit and of update: the moments of all columns, merged in a tree of executors.
 *
 * @param stage stage whose params say what is read, and how
 * @param name beginning of the job's description
 */
record StatisticsJob(SyncBatchNormParams<?> stage, String name) {

    /** Runs the job; the result is empty where the dataset has no partition. */
    List<ColumnMoments> run(Dataset<?> dataset) {
        SyncBatchNormSchema schema = new SyncBatchNormSchema(stage);
        List<StructField> inputs = schema.requireInputs(dataset.schema());
        InvalidRows invalid = InvalidRows.of(stage.getHandleInvalid());
        ColumnScan scan = new ColumnScan(inputs, schema.requireWeight(dataset.schema()), stage.getChannels(), invalid);
        ScanResult result = new TreeAggregate(stage.getAggregationDepth())
                .merge(scan.of(dataset), ScanResult.empty(), description(schema, inputs));
        List<ColumnMoments> columns = result.requireValid(stage.uid(), invalid).columns();
        columns.stream().filter(column -> !column.isEmpty()).forEach(column -> {
            schema.requireChannels(column.name(), column.size());
            requireFinite(column);
        });
        return columns;
    }

    /** Refuses moments that cannot normalize: of no row, or of one value a channel. */
    Moments requireVariance(ColumnMoments column) {
        if (column.isEmpty()) {
            throw noRows(column.name());
        }
        try {
            return column.moments().requireVariance();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(message(column.name(), ": " + e.getMessage()), e);
        }
    }

    IllegalArgumentException noRows(String column) {
        return new IllegalArgumentException(
                message(column, " has no row that counts, expected at least 2 values per channel"));
    }

    /** Values were finite: what overflowed is their distance, or its square. */
    private void requireFinite(ColumnMoments column) {
        Moments moments = column.moments();
        double[] mean = moments.mean();
        double[] variance = moments.unbiasedVariance();
        for (int c = 0; c < mean.length; c++) {
            boolean isFinite = Double.isFinite(mean[c]) && (Double.isFinite(variance[c]) || !moments.hasVariance(c));
            if (moments.rows(c) > 0 && !isFinite) {
                throw new IllegalArgumentException(message(
                        column.name(),
                        ": channel " + c + " has values so far apart, around " + mean[c]
                                + ", that their variance is above the largest double; expected a scale under 1e150"));
            }
        }
    }

    private String description(SyncBatchNormSchema schema, List<StructField> inputs) {
        String names = inputs.stream().map(StructField::name).collect(Collectors.joining(", "));
        int channels = 0;
        for (StructField input : inputs) {
            int known = schema.requireChannels(input.name(), Columns.knownSize(input));
            channels = known == 0 || channels < 0 ? -1 : channels + known;
        }
        return name + "(" + names + "): moments of " + (channels > 0 ? channels : "all") + " channels";
    }

    private String message(String column, String text) {
        return stage.uid() + ": column '" + column + "'" + text;
    }
}
