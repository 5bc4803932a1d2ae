package org.sparknorm.nn;

import org.apache.spark.broadcast.Broadcast;
import org.sparknorm.column.RowScorer;

/** Scores of a row by a network that was broadcast. */
final class NetworkScorer implements RowScorer {

    private static final long serialVersionUID = 1L;

    private final Broadcast<CompiledNetwork> network;

    NetworkScorer(Broadcast<CompiledNetwork> network) {
        this.network = network;
    }

    @Override
    public double[] score(float[] row) {
        return network.value().scores(row);
    }
}
