package org.sparknorm.train;

import java.io.Serializable;
import org.sparknorm.optim.Optimizer;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/** The state of a training after some epochs: all that the next step follows from, besides settings and rows. */
final class TrainingState implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final Variables variables;
    private final Optimizer optimizer;

    /** @param epoch number of epochs done */
    TrainingState(int epoch, Variables variables, Optimizer optimizer) {
        this.epoch = epoch;
        this.variables = variables;
        this.optimizer = optimizer;
    }

    static TrainingState initial(TrainingSettings settings, Program program) {
        return new TrainingState(
                0,
                Variables.initial(
                        program,
                        settings.optimization().initialization(),
                        settings.optimization().seed()),
                settings.optimization()
                        .solver()
                        .optimizer(
                                program.parameterCount(),
                                settings.optimization().weightDecay()));
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

    /** Returns a state of the same numbers that shares no array with this one. */
    TrainingState copy(TrainingSettings settings) {
        Optimizer own = settings.optimization()
                .solver()
                .optimizer(
                        variables.parameters().length, settings.optimization().weightDecay());
        own.restore(optimizer.moments(), optimizer.steps());
        return new TrainingState(epoch, variables.copy(), own);
    }

    /** Returns the state one epoch further, with the same arrays. */
    TrainingState next() {
        return new TrainingState(epoch + 1, variables, optimizer);
    }
}
