package org.sparknorm.weights;

/** What the running variance of a framework's batch norm averages. */
public enum VarianceKind {
    /** Sums of squared deviations over n. */
    BIASED,
    /** Sums of squared deviations over n - 1, as {@code SyncBatchNormModel} keeps it. */
    UNBIASED,
    /** One or the other, by the rank of the input; a file does not say. */
    BY_RANK
}
