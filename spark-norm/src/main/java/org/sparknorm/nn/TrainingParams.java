package org.sparknorm.nn;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.sparknorm.param.Accepts;
import org.sparknorm.param.FluentParams;
import org.sparknorm.param.HasAggregationDepth;
import org.sparknorm.param.HasWeightCol;
import org.sparknorm.spark.SparkMl;
import org.sparknorm.train.SyncKind;

/**
 * The params of the training of a network.
 *
 * @param <S> the stage
 */
public interface TrainingParams<S> extends HasWeightCol<S>, HasAggregationDepth<S> {

    /** Rows of a global batch: of all workers together. */
    default IntParam batchSize() {
        return atLeastOne("batchSize", "rows of a global batch, of all workers together");
    }

    default int getBatchSize() {
        return (Integer) getOrDefault(batchSize());
    }

    default S setBatchSize(int value) {
        return FluentParams.with(this, batchSize(), value);
    }

    /** Epochs: passes over the rows. */
    default IntParam maxIter() {
        return atLeastOne("maxIter", "epochs: passes over the rows");
    }

    default int getMaxIter() {
        return (Integer) getOrDefault(maxIter());
    }

    default S setMaxIter(int value) {
        return FluentParams.with(this, maxIter(), value);
    }

    /** The optimizer: sgd or adamW. */
    default Param<String> solver() {
        return oneOf("solver", "optimizer", "sgd", "adamW");
    }

    default String getSolver() {
        return getOrDefault(solver());
    }

    default S setSolver(String value) {
        return FluentParams.with(this, solver(), value);
    }

    /** Momentum of the solver sgd; not that of running statistics, which is {@code momentum}. */
    default DoubleParam sgdMomentum() {
        return new DoubleParam(
                this,
                "sgdMomentum",
                "momentum of the solver sgd",
                new Accepts<Object>(this, "sgdMomentum", "in [0, 1)", v -> (Double) v >= 0 && (Double) v < 1));
    }

    default double getSgdMomentum() {
        return (Double) getOrDefault(sgdMomentum());
    }

    default S setSgdMomentum(double value) {
        return FluentParams.with(this, sgdMomentum(), value);
    }

    /** The learning rate at its peak. */
    default DoubleParam stepSize() {
        return new DoubleParam(
                this,
                "stepSize",
                "learning rate at its peak; not set: 0.1 for sgd, 0.001 for adamW",
                new Accepts<Object>(
                        this, "stepSize", "positive and finite", v -> (Double) v > 0 && !((Double) v).isInfinite()));
    }

    /** Returns the rate as it is set; not set: 0.1 for sgd, 0.001 for adamW. */
    default double getStepSize() {
        if (isDefined(stepSize())) {
            return (Double) getOrDefault(stepSize());
        }
        return getSolver().equals("sgd") ? 0.1 : 0.001;
    }

    default S setStepSize(double value) {
        return FluentParams.with(this, stepSize(), value);
    }

    /** The learning rate after warm-up: constant, or a cosine down to 0 at the last step. */
    default Param<String> schedule() {
        return oneOf("schedule", "learning rate after warm-up", "constant", "cosine");
    }

    default String getSchedule() {
        return getOrDefault(schedule());
    }

    default S setSchedule(String value) {
        return FluentParams.with(this, schedule(), value);
    }

    /** Steps over which the learning rate rises to its peak. */
    default IntParam warmupSteps() {
        return new IntParam(
                this,
                "warmupSteps",
                "steps over which the learning rate rises to its peak",
                new Accepts<Object>(this, "warmupSteps", "0 or more", v -> (Integer) v >= 0));
    }

    default int getWarmupSteps() {
        return (Integer) getOrDefault(warmupSteps());
    }

    default S setWarmupSteps(int value) {
        return FluentParams.with(this, warmupSteps(), value);
    }

    /** Weight decay, on weights alone. */
    default DoubleParam weightDecay() {
        return new DoubleParam(
                this,
                "weightDecay",
                "weight decay, on weights alone: not on biases, gammas and betas",
                new Accepts<Object>(
                        this, "weightDecay", "finite, 0 or more", v -> (Double) v >= 0 && !((Double) v).isInfinite()));
    }

    default double getWeightDecay() {
        return (Double) getOrDefault(weightDecay());
    }

    default S setWeightDecay(double value) {
        return FluentParams.with(this, weightDecay(), value);
    }

    /** Tasks that share each global batch. */
    default IntParam numWorkers() {
        return atLeastOne("numWorkers", "tasks that share each global batch; not set: as many as Spark runs at a time");
    }

    default int getNumWorkers() {
        return (Integer) getOrDefault(numWorkers());
    }

    default S setNumWorkers(int value) {
        return FluentParams.with(this, numWorkers(), value);
    }

    /** The way in which workers combine their sums. */
    default Param<String> sync() {
        return oneOf(
                "sync",
                "how workers combine their sums",
                Arrays.stream(SyncKind.values()).map(SyncKind::toString).toArray(String[]::new));
    }

    default String getSync() {
        return getOrDefault(sync());
    }

    default S setSync(String value) {
        return FluentParams.with(this, sync(), value);
    }

    /** The folder of checkpoints, on any Hadoop file system; not set: none. */
    default Param<String> checkpointDir() {
        return SparkMl.param(
                uid(),
                "checkpointDir",
                "folder of checkpoints, on any Hadoop path: a training that was interrupted goes on; not set: none",
                new Accepts<>(this, "checkpointDir", "the path of a folder", v -> !v.isBlank()));
    }

    /** Returns null where it is not set. */
    default String getCheckpointDir() {
        return isDefined(checkpointDir()) ? getOrDefault(checkpointDir()) : null;
    }

    default S setCheckpointDir(String value) {
        return FluentParams.with(this, checkpointDir(), value);
    }

    /** Epochs between checkpoints. */
    default IntParam checkpointInterval() {
        return atLeastOne("checkpointInterval", "epochs between checkpoints");
    }

    default int getCheckpointInterval() {
        return (Integer) getOrDefault(checkpointInterval());
    }

    default S setCheckpointInterval(int value) {
        return FluentParams.with(this, checkpointInterval(), value);
    }

    /** Seed of the initial weights and of the order of rows. */
    default LongParam seed() {
        return new LongParam(this, "seed", "seed of the initial weights and of the order of rows");
    }

    default long getSeed() {
        return (Long) getOrDefault(seed());
    }

    default S setSeed(long value) {
        return FluentParams.with(this, seed(), value);
    }

    private IntParam atLeastOne(String name, String doc) {
        return new IntParam(this, name, doc, new Accepts<Object>(this, name, "1 or more", v -> (Integer) v >= 1));
    }

    private Param<String> oneOf(String name, String doc, String... values) {
        String choice = String.join(", ", values);
        Set<String> set = Set.of(values);
        return SparkMl.param(
                uid(), name, doc + ": " + choice, new Accepts<>(this, name, "one of " + choice, v -> set.contains(v)));
    }
}
