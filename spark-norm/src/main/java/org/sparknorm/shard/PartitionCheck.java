package org.sparknorm.shard;

import java.io.Serializable;
import java.util.Iterator;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Batch;

/**
 * The outcome of one look at the rows of a partition: how many, a digest of them, and the first that cannot be trained
 * on.
 */
final class PartitionCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long rows;
    private final long digest;
    private final boolean weighted;
    private final String refusal;

    private PartitionCheck(long rows, long digest, boolean weighted, String refusal) {
        this.rows = rows;
        this.digest = digest;
        this.weighted = weighted;
        this.refusal = refusal;
    }

    static PartitionCheck of(Iterator<Example> examples, Shape input, int classes) {
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
        return new PartitionCheck(rows, digest, weighted, refusal == null ? null : "row " + rows + " " + refusal);
    }

    private static String refusal(Example example, Shape input, int classes) {
        if (example.features().length != input.size()) {
            return "has " + example.features().length + " features, expected " + input.size() + " (" + input + ")";
        }
        return Batch.refusal(example.label(), example.weight(), classes);
    }

    long rows() {
        return rows;
    }

    /** Returns the sum of the rows' digests: the same in whatever order and partitions they come. */
    long digest() {
        return digest;
    }

    /** Says whether there is a weight that is not 1. */
    boolean weighted() {
        return weighted;
    }

    /** Returns the reason why the first bad row is refused; null if there is none. */
    String refusal() {
        return refusal;
    }
}
