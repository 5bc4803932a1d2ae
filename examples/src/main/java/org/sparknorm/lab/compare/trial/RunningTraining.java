package org.sparknorm.lab.compare.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.sparknorm.core.RunningStatistics;
import org.sparknorm.program.Variables;
import org.sparknorm.shard.Example;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.Trainer;
import org.sparknorm.train.TrainingSettings;

/** One training with batch norm, evaluated several times towards its end with statistics taken in several ways. */
public final class RunningTraining {

    /** Evaluations, and steps between them. */
    public static final int TIMES = 5;

    public static final int EVERY = 10;

    private final Lab lab;
    private final Trial trial;
    private final double[] momenta;
    private final Pixels test;
    private final int[] testRows;
    private final LocalTraining training;
    /** With each momentum: the learnt parameters themselves, with running statistics of their own. */
    private final List<Variables> running = new ArrayList<>();

    public RunningTraining(Lab lab, Trial trial, double[] momenta) {
        this.lab = lab;
        this.trial = trial;
        this.momenta = momenta;
        test = lab.samples().test();
        testRows = lab.testRows();
        training = trial.start(lab.samples());
        for (int m = 0; m < momenta.length; m++) {
            Variables own = training.variables().copy();
            running.add(new Variables(training.variables().parameters(), own.runningMean(), own.runningVariance()));
        }
    }

    /**
     * Trains, and takes the means over the evaluations.
     *
     * @return test accuracies, 0 to 1: with running statistics of each momentum, with those of the test batches
     *     themselves, and recalibrated ones
     */
    public double[] accuracies() {
        double[] sums = new double[momenta.length + 2];
        JavaRDD<Example> examples = lab.examples(trial.rows(lab.samples()));
        for (int left = trial.steps() - 1; left >= 0 && training.step(); left--) {
            for (int m = 0; m < momenta.length; m++) {
                double momentum = RunningStatistics.corrected(momenta[m], trial.steps() - left);
                running.get(m).moveRunning(training.moments(), momentum);
            }
            if (left < TIMES * EVERY && left % EVERY == 0) {
                double[] now = evaluate(examples);
                IntStream.range(0, sums.length).forEach(i -> sums[i] += now[i] / TIMES);
            }
        }
        examples.unpersist();
        if (training.diverged()) {
            throw new IllegalStateException("a training that is to be evaluated diverged: " + trial);
        }
        return sums;
    }

    private double[] evaluate(JavaRDD<Example> examples) {
        double[] accuracies = new double[momenta.length + 2];
        for (int m = 0; m < momenta.length; m++) {
            accuracies[m] = accuracy(running.get(m));
        }
        accuracies[momenta.length] = training.accuracyOfBatches(test, testRows);
        TrainingSettings settings =
                trial.settings().toBuilder().sync(SyncKind.COLLECTIVE).build();
        Trainer trainer = new Trainer(settings, (epoch, moving) -> {});
        accuracies[momenta.length + 1] =
                accuracy(trainer.recalibrate(examples, training.variables().copy()));
        return accuracies;
    }

    private double accuracy(Variables variables) {
        return Accuracy.of(trial.settings().program(), variables, test, testRows);
    }
}
