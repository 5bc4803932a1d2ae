package org.sparknorm.network;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.sparknorm.core.Epsilon;
import org.sparknorm.core.RowNorm;

/**
 * The way in which every {@code norm} of a network normalizes.
 *
 * <p>On an image, batch norm has one mean and rstd for each channel, over rows and positions, and group norm one for
 * each group of channels of a row; both have a gamma and beta for each channel. Layer and RMS norm share one mean and
 * rstd over a whole row, channels and positions alike, with a gamma for each element, as PyTorch's {@code LayerNorm([C,
 * H, W])} does.
 *
 * @param kind kind of every norm of the network
 * @param groups groups of group norm; 0: the largest number of up to 32 that divides a norm's channels; the others
 *     ignore it
 * @param epsilon constant added to the variance, or to the mean square
 */
public record Normalization(NormKind kind, int groups, double epsilon) implements Serializable {

    private static final int MOST_GROUPS = 32;

    public Normalization {
        if (groups < 0) {
            throw new IllegalArgumentException("groups must be 0 or more, found " + groups);
        }
        Epsilon.require(epsilon);
    }

    /**
     * Makes the kind with its defaults: as many groups as divide the channels, up to 32; an epsilon of 1e-5 (1e-6 for
     * RMS norm).
     */
    public static Normalization of(NormKind kind) {
        return new Normalization(kind, 0, kind == NormKind.RMS ? 1e-6 : 1e-5);
    }

    /**
     * Returns the norm of a row, for the kinds that need no other row: layer, group and RMS norm.
     *
     * @param channels channels of the row
     */
    public RowNorm rowNorm(int channels) {
        return switch (kind) {
            case GROUP -> RowNorm.group(groupsOf(channels), epsilon);
            case RMS -> RowNorm.rms(epsilon);
            case LAYER -> RowNorm.layer(epsilon);
            default -> throw new IllegalStateException(kind + " is no row norm");
        };
    }

    /**
     * Returns the number of groups of so many channels in group norm: as many as were asked for, or the largest divisor
     * of up to 32.
     */
    public int groupsOf(int channels) {
        return groups > 0
                ? groups
                : IntStream.rangeClosed(1, MOST_GROUPS)
                        .filter(divisor -> channels % divisor == 0)
                        .max()
                        .getAsInt();
    }

    /** Returns the same with so many groups. */
    public Normalization withGroups(int groups) {
        return new Normalization(kind, groups, epsilon);
    }
}
