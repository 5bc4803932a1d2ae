package org.sparknorm.nn;

import java.io.Serializable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Evaluation;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/**
 * A trained network ready for prediction, for any number of threads: compiled once in each process that it is sent to,
 * with a set of buffers for each thread that uses it at a time. Plain fields, since it travels by Kryo, which cannot
 * fill records.
 */
final class CompiledNetwork implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String network;
    private final int[] input;
    private final String norm;
    private final int groups;
    private final double epsilon;
    private final Variables variables;
    private transient volatile Queue<Evaluation> idle;

    CompiledNetwork(Program program, Variables variables) {
        variables.requireFits(program);
        Shape shape = program.input();
        Normalization normalization = program.normalization();
        this.network = program.network().toString();
        this.input = new int[] {shape.channels(), shape.height(), shape.width()};
        this.norm = normalization.kind().name();
        this.groups = normalization.groups();
        this.epsilon = normalization.epsilon();
        this.variables = variables;
    }

    /** Returns the scores of the classes of a row, before softmax. */
    double[] scores(float[] row) {
        Queue<Evaluation> free = idle();
        Evaluation evaluation = free.poll();
        if (evaluation == null) {
            evaluation = new Evaluation(program(), variables);
        }
        float[] scores = evaluation.scores(row, 1);
        free.add(evaluation);
        double[] doubles = new double[scores.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = scores[i];
        }
        return doubles;
    }

    private Program program() {
        return new Program(
                Network.parse(network), Shape.of(input), new Normalization(NormKind.valueOf(norm), groups, epsilon));
    }

    private Queue<Evaluation> idle() {
        if (idle == null) {
            synchronized (this) {
                if (idle == null) {
                    idle = new ConcurrentLinkedQueue<>();
                }
            }
        }
        return idle;
    }
}
