package org.sparknorm.train;

import java.util.List;
import org.sparknorm.optim.Schedule;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/** Training on several workers in one thread: what the last step came to. */
final class Workers {

    private static final double RATE = 0.02;

    final Variables variables;
    private final LocalTrainer trainer;
    double loss;
    double correct;
    double[] gradientNorms;
    float[] gradients;
    int exchanges;

    Workers(Program program, int workers, long seed) {
        this(program, workers, seed, RATE);
    }

    Workers(Program program, int workers, long seed, double rate) {
        trainer = new LocalTrainer(TrainingSettings.builder(program.network(), program.input())
                .normalization(program.normalization())
                .schedule(new Schedule.Constant(rate, 0))
                .weightDecay(1e-4)
                .workers(workers)
                .seed(seed)
                .build());
        variables = trainer.variables();
    }

    /** One step over batches, one for each worker. */
    void step(List<Batch> batches) {
        EpochReport report = trainer.step(batches);
        loss = report.loss();
        correct =
                report.accuracy() * batches.stream().mapToDouble(Batch::weight).sum();
        gradientNorms = trainer.lastStep().gradientNorms().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        gradients = trainer.gradients().clone();
        exchanges = trainer.lastStep().syncCount();
    }
}
