package org.sparknorm.shard;

import java.io.Serializable;
import java.util.Iterator;
import org.sparknorm.network.Shape;

/**
 * The outcome of one look at the rows of a partition: how many, a digest of them, and the first that cannot be trained
 * on.
 */
final class RowCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long rows;
    private final long digest;
    private final boolean weighted;
    private final String refusal;

    private RowCheck(long rows, long digest, boolean weighted, String refusal) {
        this.rows = rows;
        this.digest = digest;
        this.weighted = weighted;
        this.refusal = refusal;
    }

    static RowCheck of(Iterator<Example> examples, Shape input, int classes) {
        long rows = 0;
        long digest = 0;
        boolean weighted = false;
        String refusal = null;
        while (examples.hasNext() && refusal == null) {
            Example example = examples.next();
            refusal = refusal(example, input, classes);
            weighted |= example.weight() != 1;
            digest += example.digest();
            rows++;
        }
        return new RowCheck(rows, digest, weighted, refusal == null ? null : "row " + rows + " " + refusal);
    }

    private static String refusal(Example example, Shape input, int classes) {
        if (example.features().length != input.size()) {
            return "has " + example.features().length + " features, expected " + input.size() + " (" + input + ")";
        }
        if (example.label() < 0 || example.label() >= classes) {
            return "has label " + example.label() + ", expected 0 to " + (classes - 1);
        }
        if (!(example.weight() >= 0) || Double.isInfinite(example.weight())) {
            return "has weight " + example.weight() + ", expected a finite one of at least 0";
        }
        return null;
    }

    long rows() {
        return rows;
    }

    /** Sum of the rows' digests: the same in whatever order and partitions they come. */
    long digest() {
        return digest;
    }

    /** Whether there is a weight that is not 1. */
    boolean weighted() {
        return weighted;
    }

    /** The reason why the first bad row is refused; null if there is none. */
    String refusal() {
        return refusal;
    }
}
