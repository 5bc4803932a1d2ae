package org.sparknorm.ml;

import org.apache.spark.ml.util.MLReader;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.core.RowNorm;
import org.sparknorm.param.HasBeta;
import org.sparknorm.param.StageReader;

/**
 * Layer norm: every row to mean 0 and variance 1, then {@code gamma * xhat + beta} (Ba, Kiros and Hinton 2016; as
 * {@code torch.nn.LayerNorm} over the whole row).
 *
 * <pre>{@code y = (x - mean(x)) / sqrt(variance(x) + epsilon) * gamma + beta}</pre>
 *
 * <p>Params: inputCol, outputCol, epsilon (1e-5), gamma and beta (one value an element; not set: ones and zeros),
 * handleInvalid ("error"). Without gamma and beta, rows may differ in length. Sparse vectors become dense. A row of one
 * element, or of equal elements, gives beta. Runs no job and needs no fit. {@link GroupNorm} with one group is this
 * without gamma and beta.
 *
 * <p>Epsilon counts beside the variance: rows whose standard deviation is near or below {@code sqrt(epsilon)}, 0.003 by
 * default, come out smaller than with variance 1 (rows of deviation 0.001 with 0.3, of 0.0001 with 0.03). Where such
 * rows are meant, as embeddings of unit length in thousands of dimensions are, set a smaller epsilon: 1e-12, say.
 */
public final class LayerNorm extends RowNormStage<LayerNorm> implements HasBeta<LayerNorm> {

    private static final long serialVersionUID = 1L;

    public LayerNorm() {
        this(newUid(LayerNorm.class));
    }

    /** Makes a stage of a given uid, as loading does. */
    public LayerNorm(String uid) {
        super(uid, 1e-5);
    }

    @Override
    RowNormFunction function() {
        return new RowNormFunction(RowNorm.layer(getEpsilon()), 0, getGamma(), getBeta());
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<LayerNorm> read() {
        return new StageReader<>(LayerNorm.class, LayerNorm::new);
    }

    /**
     * Loads a saved stage.
     *
     * @param path any Hadoop path
     */
    public static LayerNorm load(String path) {
        return read().load(path);
    }
}
