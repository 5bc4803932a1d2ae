package org.sparknorm.ml;

import org.apache.spark.ml.util.MLReader;
import org.sparknorm.column.RowNormFunction;
import org.sparknorm.core.RowNorm;
import org.sparknorm.param.StageReader;

/**
 * RMS norm: every row divided by its root mean square, then multiplied by gamma (Zhang and Sennrich 2019; as
 * {@code torch.nn.RMSNorm} over the whole row).
 *
 * <pre>{@code y = x / sqrt(mean(x^2) + epsilon) * gamma}</pre>
 *
 * <p>Params: inputCol, outputCol, epsilon (1e-6), gamma (one value an element; not set: ones), handleInvalid ("error").
 * There is no beta. Without gamma, rows may differ in length. Sparse vectors stay sparse, at a cost in proportion to
 * their non-zeros. Runs no job and needs no fit. On a row of mean 0 it is {@link LayerNorm}.
 *
 * <p>Epsilon counts beside the mean square: rows whose root mean square is near or below {@code sqrt(epsilon)}, 0.001
 * by default, come out smaller than with 1 (rows of 0.001 with 0.7, of 0.0001 with 0.1). Where such rows are meant, set
 * a smaller epsilon: 1e-14, say.
 */
public final class RMSNorm extends RowNormStage<RMSNorm> {

    private static final long serialVersionUID = 1L;

    public RMSNorm() {
        this(newUid(RMSNorm.class));
    }

    /** Makes a stage of a given uid, as loading does. */
    public RMSNorm(String uid) {
        super(uid, 1e-6);
    }

    @Override
    RowNormFunction function() {
        return new RowNormFunction(RowNorm.rms(getEpsilon()), 0, getGamma(), null);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<RMSNorm> read() {
        return new StageReader<>(RMSNorm.class, RMSNorm::new);
    }

    /**
     * Loads a saved stage.
     *
     * @param path any Hadoop path
     */
    public static RMSNorm load(String path) {
        return read().load(path);
    }
}
