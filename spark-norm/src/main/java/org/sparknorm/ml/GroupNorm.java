package org.sparknorm.ml;

import org.apache.spark.ml.util.MLReader;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.core.RowNorm;
import org.sparknorm.param.HasBeta;
import org.sparknorm.param.HasChannels;
import org.sparknorm.param.HasGroups;
import org.sparknorm.param.StageReader;

/**
 * Group norm: the channels of every row in groups, each group to mean 0 and variance 1, then {@code gamma * xhat +
 * beta} by channel (Wu and He 2018; as {@code torch.nn.GroupNorm}).
 *
 * <pre>{@code y = (x - mean(group)) / sqrt(variance(group) + epsilon) * gamma[channel] + beta[channel]}</pre>
 *
 * <p>A row of {@code channels * positions} values is channel-major. Params: inputCol, outputCol, channels (0: every
 * element its own), groups (32; must divide channels), epsilon (1e-5), gamma and beta (one value a channel; not set:
 * ones and zeros), handleInvalid ("error"). With groups = channels it is instance norm; with one group it is
 * {@link LayerNorm}, save that gamma and beta go by channel. Rows may differ in their number of positions. Sparse
 * vectors become dense. Runs no job and needs no fit.
 *
 * <p>Epsilon counts beside the variance: groups whose standard deviation is near or below {@code sqrt(epsilon)}, 0.003
 * by default, come out smaller than with variance 1 (0.001 with 0.3, 0.0001 with 0.03). Where such rows are meant, set
 * a smaller epsilon: 1e-12, say.
 */
public final class GroupNorm extends RowNormStage<GroupNorm>
        implements HasBeta<GroupNorm>, HasChannels<GroupNorm>, HasGroups<GroupNorm> {

    private static final long serialVersionUID = 1L;

    public GroupNorm() {
        this(newUid(GroupNorm.class));
    }

    /** Makes a stage of a given uid, as loading does. */
    public GroupNorm(String uid) {
        super(uid, 1e-5);
        setDefault(channels(), 0);
        setDefault(groups(), 32);
    }

    @Override
    RowNormFunction function() {
        RowNorm norm = RowNorm.group(getGroups(), getEpsilon());
        return new RowNormFunction(norm, getChannels(), getGamma(), getBeta());
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<GroupNorm> read() {
        return new StageReader<>(GroupNorm.class, GroupNorm::new);
    }

    /**
     * Loads a saved stage.
     *
     * @param path any Hadoop path
     */
    public static GroupNorm load(String path) {
        return read().load(path);
    }
}
