package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.core.RunningStatistics;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.optim.Schedule;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Initialization;

/**
 * Says how parameters and running statistics come from the rows.
 *
 * @param batchSize rows of a global batch
 * @param epochs passes over the rows
 * @param solver optimizer
 * @param schedule learning rate of each step
 * @param weightDecay decay of weights alone, at least 0
 * @param momentum weight of the new batch in running statistics, in [0, 1]
 * @param initialization distribution of initial weights
 * @param seed seed of initial weights and of the order of rows
 */
public record Optimization(
        int batchSize,
        int epochs,
        Solver solver,
        Schedule schedule,
        double weightDecay,
        double momentum,
        Initialization initialization,
        long seed)
        implements Serializable {

    /**
     * The defaults: batches of 256 rows, 10 epochs, SGD with momentum 0.9 at a constant rate of 0.1, no weight decay,
     * running statistics with momentum 0.1, He initialization, seed 0.
     */
    public static final Optimization DEFAULT =
            new Optimization(256, 10, Solver.sgd(0.9), new Schedule.Constant(0.1, 0), 0, 0.1, Initialization.HE, 0);

    public Optimization {
        TrainingSettings.requireAtLeastOne("batchSize", batchSize);
        TrainingSettings.requireAtLeastOne("epochs", epochs);
        RunningStatistics.requireMomentum(momentum);
        Optimizer.requireDecay(weightDecay);
    }
}
