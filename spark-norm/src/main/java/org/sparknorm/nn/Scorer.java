package org.sparknorm.nn;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.api.java.UDF1;
import org.sparknorm.network.Network;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.program.Evaluation;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/** Scores of the classes of a row, before softmax: the function that a model's raw prediction column is. */
final class Scorer implements UDF1<Object, Vector> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<Variables> variables;
    private final Network network;
    private final Shape input;
    private final Normalization normalization;
    private final ExampleReader reader;

    /** Used again and again, each by one thread at a time: a plan may run in several threads of the driver. */
    private transient Queue<Evaluation> idle;

    Scorer(Broadcast<Variables> variables, Program program, ExampleReader reader) {
        this.variables = variables;
        this.network = program.network();
        this.input = program.input();
        this.normalization = program.normalization();
        this.reader = reader;
    }

    @Override
    public Vector call(Object features) {
        float[] row = reader.values(features);
        Queue<Evaluation> queue = idle();
        Evaluation evaluation = queue.poll();
        if (evaluation == null) {
            evaluation = new Evaluation(new Program(network, input, normalization), variables.value());
        }
        Vector scores = vector(evaluation.scores(row, 1));
        queue.add(evaluation);
        return scores;
    }

    private synchronized Queue<Evaluation> idle() {
        if (idle == null) {
            idle = new ConcurrentLinkedQueue<>();
        }
        return idle;
    }

    static Vector vector(float[] scores) {
        double[] values = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            values[i] = scores[i];
        }
        return Vectors.dense(values);
    }
}
