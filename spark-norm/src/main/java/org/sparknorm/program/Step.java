package org.sparknorm.program;

import java.io.Serializable;
import java.util.function.Consumer;
import org.sparknorm.core.ChannelSums;
import org.sparknorm.core.GradientSums;
import org.sparknorm.core.Moments;
import org.sparknorm.core.ShiftedSums;

/**
 * One worker's part of a training step: its rows of the global batch go forward, through the loss, and backward. The
 * step stops where synchronized batch norm needs the sums of all workers, exactly once for each such norm forward, for
 * {@link ShiftedSums} around the running mean, and once backward, for {@link GradientSums}:
 *
 * <pre>{@code
 * step.start(program, batch, globalWeight);
 * step.run(program, variables, sums -> replaceBySumsOverWorkers(sums.values()));
 * // now sum the first program.summedCount() of step.gradients() over workers, and step.loss(), step.correct()
 * }</pre>
 *
 * Who cannot wait inside {@link #run} goes from stop to stop, by {@link #advance} and {@link #resume}.
 *
 * <p>All workers stop at the same places, one without rows too. Each divides by the weight of the global batch, so that
 * sums over workers are the loss and the gradients of the mean over the batch. Instance weights count in the loss, not
 * in the statistics of batch norm.
 *
 * <p>A step is plain data without parameters, and may be serialized wherever it stops. What {@link #advance} does
 * follows from the step, the variables and the sums alone, but it changes the step: who may have to do it again, as a
 * task of Spark may, advances a {@link #copy}. Used for batch after batch, a step uses its arrays again. Not
 * thread-safe.
 */
public final class Step implements Serializable {

    private static final long serialVersionUID = 1L;

    enum Phase {
        FORWARD,
        LOSS,
        BACKWARD,
        DONE
    }

    private final Tape tape;
    private Batch batch;
    private double globalWeight;

    /** The phase that is next; before the first batch, there is nothing to do. */
    private Phase phase = Phase.DONE;

    /** The op that is next, forward or backward. */
    private int op;

    private ChannelSums exchange;
    private ChannelSums received;
    private double loss;
    private double correct;

    /** Makes a step that waits for its first batch. */
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
     * @param batch this worker's rows, maybe none; they fit the program, see {@link Batch#requireFits}
     * @param globalWeight sum of the weights of all workers' rows
     * @throws IllegalArgumentException if the global weight is not positive and finite
     */
    public void start(Program program, Batch batch, double globalWeight) {
        if (!(globalWeight > 0) || Double.isInfinite(globalWeight)) {
            throw new IllegalArgumentException(
                    "the weight of a global batch must be positive and finite, found " + globalWeight);
        }
        this.batch = batch;
        this.globalWeight = globalWeight;
        tape.start(batch.features(), batch.rows());
        tape.clearGradients();
        phase = Phase.FORWARD;
        op = 0;
        exchange = null;
        received = null;
        loss = 0;
        correct = 0;
    }

    /**
     * Runs to the end, waiting for the sums of all workers on the way.
     *
     * @param variables parameters, and running means as shift
     * @param sumOverWorkers replaces the values of the sums by those of all workers
     * @throws TooFewValuesException if a batch norm has fewer than two values per channel
     */
    public void run(Program program, Variables variables, Consumer<ChannelSums> sumOverWorkers) {
        while (advance(program, variables)) {
            ChannelSums sums = exchange;
            sumOverWorkers.accept(sums);
            resume(sums);
        }
    }

    /**
     * Runs on, to the next exchange or to the end.
     *
     * @param variables parameters and running means, the same until the step is done
     * @return whether the step waits for sums over all workers: {@link #exchange}, then {@link #resume}
     * @throws IllegalStateException if the sums of the last exchange are missing
     * @throws TooFewValuesException if a batch norm has fewer than two values per channel
     */
    public boolean advance(Program program, Variables variables) {
        if (exchange != null) {
            throw new IllegalStateException("the step waits for the sums of all workers: resume it first");
        }
        while (exchange == null && phase != Phase.DONE) {
            switch (phase) {
                case FORWARD -> forward(program, variables);
                case LOSS -> loss(program);
                case BACKWARD -> backward(program, variables);
                case DONE -> throw new IllegalStateException("the step is done");
            }
        }
        return exchange != null;
    }

    /**
     * Takes the sums over all workers of what the step waits for.
     *
     * @param summed sums over all workers; not copied; free again after the next {@link #advance}
     */
    public void resume(ChannelSums summed) {
        if (exchange == null) {
            throw new IllegalStateException("the step waits for no sums");
        }
        exchange.requireLike(summed);
        received = summed;
        exchange = null;
    }

    /** Returns this worker's sums that the step waits to have replaced; null if it waits for none. */
    public ChannelSums exchange() {
        return exchange;
    }

    /** Says whether the batch went all the way. */
    public boolean isDone() {
        return phase == Phase.DONE;
    }

    /** Returns this worker's part of the mean loss of the global batch. */
    public double loss() {
        return loss;
    }

    /** Returns the sum of the weights of this worker's rows whose label got the largest score. */
    public double correct() {
        return correct;
    }

    /**
     * Returns the array itself: this worker's part of the gradients, of which the first {@link Program#summedCount} are
     * to be summed over workers; the rest holds the whole batch's already.
     */
    public float[] gradients() {
        return tape.gradients;
    }

    /**
     * Returns what each batch norm found in the batch, once forward is done: the batch of all workers where they
     * synchronize, this worker's rows otherwise; other objects than the next batch's. Empty for other norms.
     */
    public Moments[] moments() {
        return tape.moments.clone();
    }

    /**
     * Returns a step that goes its own way from here; this one stays as it is. The two share what forward wrote, so
     * this one must not {@link #start} again as long as the other lives.
     */
    public Step copy() {
        Step copy = new Step(tape.copy());
        copy.batch = batch;
        copy.globalWeight = globalWeight;
        copy.phase = phase;
        copy.op = op;
        copy.exchange = exchange == null ? null : exchange.copy();
        copy.received = received;
        copy.loss = loss;
        copy.correct = correct;
        return copy;
    }

    Tape tape() {
        return tape;
    }

    /** Runs the next op, unless it has to wait for sums. */
    private void forward(Program program, Variables variables) {
        float[] parameters = variables.parameters();
        if (program.op(op) instanceof BatchNormOp norm) {
            ChannelSums sums = received == null ? norm.sums(tape, variables.runningMean()[norm.index()]) : received;
            if (received == null && norm.synchronizes()) {
                exchange = sums;
                return;
            }
            received = null;
            norm.forward(tape, parameters, (ShiftedSums) sums);
        } else if (program.op(op) instanceof LocalOp local) {
            local.forward(tape, parameters);
        }
        op++;
        if (op == program.opCount()) {
            phase = batch.hasLabels() ? Phase.LOSS : Phase.DONE;
        }
    }

    /** Runs the next op backward, unless it has to wait for sums. */
    private void backward(Program program, Variables variables) {
        float[] parameters = variables.parameters();
        if (program.op(op) instanceof BatchNormOp norm) {
            ChannelSums sums = received == null ? norm.gradientSums(tape, parameters) : received;
            if (received == null && norm.synchronizes()) {
                exchange = sums;
                return;
            }
            received = null;
            norm.backward(tape, parameters, (GradientSums) sums);
        } else if (program.op(op) instanceof LocalOp local) {
            local.backward(tape, parameters);
        }
        op--;
        if (op < program.firstTrainableOp()) {
            phase = Phase.DONE;
        }
    }

    private void loss(Program program) {
        float[] scores = tape.value(program.scoresId());
        float[] dscores = tape.dx(program.classes());
        loss = CrossEntropy.lossAndGradient(scores, program.classes(), batch, globalWeight, dscores);
        correct = CrossEntropy.correct(scores, program.classes(), batch);
        tape.swapGradients();
        phase = Phase.BACKWARD;
        op = program.opCount() - 1;
    }
}
