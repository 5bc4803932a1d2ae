package org.sparknorm.program;

import java.util.Arrays;
import org.sparknorm.core.Moments;
import org.sparknorm.core.ShiftedSums;
import org.sparknorm.network.NormKind;

/**
 * The batch statistics of all workers where each normalizes by its own: sums of all batch norms, one after the other in
 * a flat array that adds up over workers, and the moments that follow. What running statistics are kept of is the whole
 * global batch, whoever normalized by what.
 */
public final class OwnStatistics {

    private final Program program;

    public OwnStatistics(Program program) {
        this.program = program;
    }

    /** Number of values: 0 where workers have no statistics of their own. */
    public int length() {
        return program.normalization().kind() == NormKind.BATCH
                ? program.batchNormChannels().stream()
                        .mapToInt(OwnStatistics::length)
                        .sum()
                : 0;
    }

    /**
     * Writes the sums of a worker's rows.
     *
     * @param step step that is done
     * @param target array to write to
     * @param at place of the first value
     */
    public void write(Step step, double[] target, int at) {
        int to = at;
        for (ShiftedSums sums : step.tape().ownSums) {
            System.arraycopy(sums.values(), 0, target, to, sums.values().length);
            to += sums.values().length;
        }
    }

    /**
     * Returns the moments of each batch norm.
     *
     * @param variables variables of the step
     * @param source array with the sums of all workers
     * @param at place of the first value
     */
    public Moments[] read(Variables variables, double[] source, int at) {
        Moments[] moments = new Moments[program.batchNorms().size()];
        int from = at;
        for (BatchNormOp norm : program.batchNorms()) {
            double[] shift = variables.runningMean()[norm.index()];
            double[] values = Arrays.copyOfRange(source, from, from + length(norm.channels()));
            moments[norm.index()] = ShiftedSums.of(values, shift).toMoments(norm.positions());
            from += values.length;
        }
        return moments;
    }

    private static int length(int channels) {
        return 2 * channels + 1;
    }
}
