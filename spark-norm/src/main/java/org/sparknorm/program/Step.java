package org.sparknorm.program;

import java.io.Serializable;

/**
 * One worker's part of a training step: its rows of the global batch go forward, through the loss, and backward. The
 * step stops where synchronized batch norm needs the sums of all workers, exactly once for each such norm forward, for
 * [count, sums, sums of squares] around the running mean as shift, and once backward, for [dbeta, dgamma]:
 *
 * <pre>{@code
 * step.start(program, batch, globalWeight);
 * for (double[] sums; (sums = step.advance(program, variables)) != null; ) {
 *     step.resume(sumOverWorkers(sums));
 * }
 * // now sum the first program.exchanged() of step.gradients() over workers, and step.loss(), step.correct()
 * }</pre>
 *
 * All workers stop at the same places, one without rows too. Each divides by the weight of the global batch, so that
 * sums over workers are the loss and the gradients of the mean over the batch. Instance weights count in the loss, not
 * in the statistics of batch norm.
 *
 * <p>A step is plain data without parameters, and may be serialized wherever it stops. What {@link #advance} does follows
 * from the step, the variables and the sums alone, but it changes the step: who may have to do it again, as a task of
 * Spark may, advances a {@link #copy}. Used for batch after batch, a step uses its arrays again. Not thread-safe.
 */
public final class Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Tape tape;
    private Batch batch;
    private double globalWeight;

    /** Ops forward, then the loss, then ops backward. */
    private int position;

    /** The last position; before the first batch, there is nothing to do. */
    private int last = -1;

    private double[] exchange;
    private double[] received;
    private double loss;
    private double correct;

    /** A step that waits for its first batch. */
    public Step(Program program) {
        this(program.newTape());
    }

    private Step(Tape tape) {
        this.tape = tape;
    }

    /**
     * Takes the next batch. Its arrays stay as they are, and must until the step is done. Without labels, only the
     * forward pass runs.
     *
     * @param batch this worker's rows, maybe none
     * @param globalWeight sum of the weights of all workers' rows
     * @throws IllegalArgumentException if a label is not one of the program's classes, a weight is negative, rows have
     *     another shape, or the global weight is not positive
     */
    public void start(Program program, Batch batch, double globalWeight) {
        batch.requireFits(program);
        if (!(globalWeight > 0) || Double.isInfinite(globalWeight)) {
            throw new IllegalArgumentException(
                    "the weight of a global batch must be positive and finite, found " + globalWeight);
        }
        this.batch = batch;
        this.globalWeight = globalWeight;
        tape.start(batch.features(), batch.rows());
        tape.clearGradients();
        position = 0;
        last = batch.hasLabels() ? 2 * program.ops() - program.firstTrainable() : program.ops() - 1;
        exchange = null;
        received = null;
        loss = 0;
        correct = 0;
    }

    /**
     * Runs on, to the next exchange or to the end.
     *
     * @param variables the same until the step is done
     * @return sums to be replaced by those over all workers ({@link #resume}); null when the step is done
     * @throws IllegalStateException if the sums of the last exchange are missing, or a batch norm has fewer than two
     *     values per channel
     */
    public double[] advance(Program program, Variables variables) {
        if (exchange != null) {
            throw new IllegalStateException("the step waits for the sums of all workers: resume it first");
        }
        while (!isDone()) {
            if (position == program.ops()) {
                loss(program);
            } else if (!operate(program, variables)) {
                return exchange;
            }
            position++;
        }
        return null;
    }

    /**
     * The sums over all workers of what {@link #advance} gave.
     *
     * @param summed not copied; free again after the next {@link #advance}
     */
    public void resume(double[] summed) {
        if (exchange == null || summed.length != exchange.length) {
            throw new IllegalStateException("the step waits for "
                    + (exchange == null ? "no sums" : exchange.length + " sums") + ", found " + summed.length);
        }
        received = summed;
        exchange = null;
    }

    /** This worker's sums that the step waits to have replaced; null if it waits for none. */
    public double[] exchange() {
        return exchange;
    }

    /** Whether the batch went all the way. */
    public boolean isDone() {
        return position > last;
    }

    /** This worker's part of the mean loss of the global batch. */
    public double loss() {
        return loss;
    }

    /** Sum of the weights of this worker's rows whose label got the largest score. */
    public double correct() {
        return correct;
    }

    /**
     * The array itself: this worker's part of the gradients, of which the first {@link Program#exchanged} are to be
     * summed over workers; the rest holds the whole batch's already.
     */
    public float[] gradients() {
        return tape.gradients;
    }

    /** What the batch norms found in the batch, once forward is done; other arrays than the next batch's. */
    public BatchStatistics statistics() {
        return tape.statistics();
    }

    /**
     * A step that goes its own way from here; this one stays as it is. The two share what forward wrote, so this one must
     * not {@link #start} again as long as the other lives.
     */
    public Step copy() {
        Step copy = new Step(tape.copy());
        copy.batch = batch;
        copy.globalWeight = globalWeight;
        copy.position = position;
        copy.last = last;
        copy.exchange = exchange == null ? null : exchange.clone();
        copy.received = received;
        copy.loss = loss;
        copy.correct = correct;
        return copy;
    }

    Tape tape() {
        return tape;
    }

    /** Runs one op; false if it has to wait for sums. */
    private boolean operate(Program program, Variables variables) {
        boolean forward = position < program.ops();
        Op op = program.op(forward ? position : 2 * program.ops() - position);
        float[] parameters = variables.parameters();
        if (op instanceof BatchNormOp norm) {
            double[] shift = variables.runningMean()[norm.index()];
            if (received == null) {
                double[] own = forward ? norm.sums(tape, shift) : norm.gradientSums(tape, parameters);
                if (norm.synchronizes()) {
                    exchange = own;
                    return false;
                }
                received = own;
            }
            if (forward) {
                norm.forward(tape, parameters, shift, received);
            } else {
                norm.backward(tape, parameters, received);
            }
            received = null;
        } else if (op instanceof LocalOp local) {
            if (forward) {
                local.forward(tape, parameters);
            } else {
                local.backward(tape, parameters);
            }
        }
        return true;
    }

    private void loss(Program program) {
        float[] scores = tape.value(program.scores());
        float[] dscores = tape.dx(program.classes());
        loss = CrossEntropy.lossAndGradient(scores, program.classes(), batch, globalWeight, dscores);
        correct = CrossEntropy.correct(scores, program.classes(), batch);
        tape.pass();
    }
}
