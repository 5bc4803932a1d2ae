package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/** What a training has come to after some epochs: all that the next step follows from, besides settings and rows. */
final class TrainingState implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final Variables variables;
    private final Optimizer optimizer;

    /**
     * @param epoch how many are done
     */
    TrainingState(int epoch, Variables variables, Optimizer optimizer) {
        this.epoch = epoch;
        this.variables = variables;
        this.optimizer = optimizer;
    }

    static TrainingState initial(TrainingSettings settings, Program program) {
        return new TrainingState(
                0,
                Variables.initial(program, settings.initialization(), settings.seed()),
                settings.solver().optimizer(program.parameters(), settings.weightDecay()));
    }

    int epoch() {
        return epoch;
    }

    Variables variables() {
        return variables;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** The same numbers, of their own. */
    TrainingState copy(TrainingSettings settings) {
        Optimizer own = settings.solver().optimizer(variables.parameters().length, settings.weightDecay());
        own.restore(optimizer.moments(), optimizer.steps());
        return new TrainingState(epoch, variables.copy(), own);
    }

    /** One epoch further, with the same arrays. */
    TrainingState next() {
        return new TrainingState(epoch + 1, variables, optimizer);
    }
}
