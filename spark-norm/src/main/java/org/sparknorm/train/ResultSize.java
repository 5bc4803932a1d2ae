package org.sparknorm.train;

import org.apache.spark.SparkConf;
import org.sparknorm.program.Program;
import org.sparknorm.sync.TreeAggregate;

/**
 * What a training brings to the driver at a time, in bytes. Spark ends the job that brings more than
 * {@code spark.driver.maxResultSize}: it is better known before the first step.
 */
final class ResultSize {

    private static final String LIMIT = "spark.driver.maxResultSize";

    private final TrainingSettings settings;
    private final Program program;

    ResultSize(TrainingSettings settings, Program program) {
        this.settings = settings;
        this.program = program;
    }

    /**
     * Checks that Spark lets pass what comes.
     *
     * @param steps steps of an epoch
     * @throws IllegalArgumentException naming the setting, what comes, and what the other way to synchronize brings
     */
    void requireWithin(SparkConf conf, int steps) {
        long limit = conf.getSizeAsBytes(LIMIT, "1g");
        boolean tree = settings.workers().sync() == SyncKind.TREE_AGGREGATE;
        long found = tree ? ofStep() : ofEpoch(steps);
        if (limit > 0 && found > limit) {
            throw new IllegalArgumentException(LIMIT + " is " + limit + " bytes, expected at least " + found
                    + ": that is what " + settings.workers().sync() + " brings to the driver at the end of "
                    + (tree ? "a step" : "an epoch") + " with " + program.parameterCount() + " parameters; "
                    + (tree
                            ? SyncKind.COLLECTIVE + " would bring " + ofEpoch(steps) + " at the end of an epoch"
                            : SyncKind.TREE_AGGREGATE + " would bring " + ofStep() + " at the end of a step"));
        }
    }

    /** Sums of the gradients as doubles, from every worker whose tree node is the driver. */
    long ofStep() {
        TreeAggregate tree = new TreeAggregate(settings.workers().aggregationDepth());
        return tree.results(settings.workers().count())
                * (Double.BYTES * (2L + program.parameterCount()) + statistics());
    }

    /** One worker's parameters and moments of the optimizer as floats, and the log of all workers. */
    long ofEpoch(int steps) {
        long arrays = 1 + settings.optimization().solver().optimizer(0, 0).moments().length;
        long logs = (long) settings.workers().count()
                * steps
                * Double.BYTES
                * (8L + program.layers().size());
        return Float.BYTES * arrays * program.parameterCount() + statistics() + logs;
    }

    /** Mean, residual and squared deviations of each channel of batch norm. */
    private long statistics() {
        return program.batchNormChannels().stream()
                .mapToLong(channels -> 3L * Double.BYTES * channels)
                .sum();
    }
}
