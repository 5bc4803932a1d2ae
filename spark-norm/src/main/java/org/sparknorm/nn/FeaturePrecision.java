package org.sparknorm.nn;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructField;
import org.sparknorm.column.FloatRows;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.RowType;
import org.sparknorm.column.scan.ColumnMoments;
import org.sparknorm.column.scan.ColumnScan;
import org.sparknorm.column.scan.ScanResult;
import org.sparknorm.core.Moments;
import org.sparknorm.sync.TreeAggregate;

/**
 * Refuses features whose values lie so close together, far from 0, that they collapse when a network takes them as
 * 32-bit floats: milliseconds since 1970 within an hour, say.
 */
final class FeaturePrecision {

    /** Steps between neighbouring floats within a standard deviation. With 64, a quantile is off by half a percent. */
    private static final double LEAST_STEPS = 64;

    private FeaturePrecision() {}

    /**
     * Looks at all rows that training takes, in one Spark job, which columns of floats do not need.
     *
     * @throws IllegalArgumentException for a feature that collapses: it says which, and what to do
     */
    static void require(NeuralNetParams<?> stage, Dataset<?> dataset, StructField features, FloatRows rows) {
        if (RowType.of(features.dataType()) == RowType.FLOATS) {
            return;
        }
        ColumnScan scan = new ColumnScan(List.of(features), null, 0, InvalidRows.SKIP);
        ScanResult result = new TreeAggregate(stage.getAggregationDepth())
                .merge(
                        scan.of(rows.valid(dataset)),
                        ScanResult.empty(),
                        "fit(" + features.name() + "): moments of the features");
        for (ColumnMoments column : result.columns()) {
            if (!column.isEmpty() && column.moments().rows() > 1) {
                require(stage, column.moments());
            }
        }
    }

    private static void require(NeuralNetParams<?> stage, Moments moments) {
        double[] means = moments.mean();
        double[] variances = moments.unbiasedVariance();
        for (int i = 0; i < means.length; i++) {
            double deviation = Math.sqrt(variances[i]);
            double steps = deviation / Math.ulp((float) means[i]);
            // Smaller variances vanish beside epsilon, whatever the precision.
            if (variances[i] > stage.getEpsilon() && steps < LEAST_STEPS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s: feature %d of column '%s' has the mean %s and the standard deviation %s, which is %.1f"
                                + " steps of a 32-bit float there, expected at least %.0f; normalize it in doubles by a"
                                + " SyncBatchNorm stage before this one",
                        stage.uid(),
                        i,
                        stage.getFeaturesCol(),
                        means[i],
                        deviation,
                        steps,
                        LEAST_STEPS));
            }
        }
    }
}
