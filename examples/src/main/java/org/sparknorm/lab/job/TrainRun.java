package org.sparknorm.lab.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.sparknorm.lab.digits.DigitSets;
import org.sparknorm.lab.report.Publication;
import org.sparknorm.nn.NeuralNetClassificationModel;
import org.sparknorm.nn.NeuralNetClassifier;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.StepReport;

/**
 * The run of the job TrainDigits: one classifier, tested after every epoch.
 *
 * @param classifier network and settings; the number of workers is set
 * @param digits rows to train and to test with
 */
public record TrainRun(NeuralNetClassifier classifier, DigitSets digits) {

    private static final int STEP_LOSSES = 20;

    /**
     * Trains, prints a line for each epoch, and writes report.json.
     *
     * @param output directory of the report, on any Hadoop file system
     */
    public NeuralNetClassificationModel run(String output) throws IOException {
        List<TrainReport.Epoch> done = new ArrayList<>();
        NeuralNetClassificationModel model = classifier.fit(
                digits.train(), (epoch, moving) -> done.add(tested(epoch, DigitSets.accuracy(moving, digits.test()))));
        double accuracy = done.isEmpty()
                ? DigitSets.accuracy(model, digits.test())
                : done.get(done.size() - 1).testAccuracy();
        Publication.write(
                new Path(output),
                Map.of("report.json", report(model, done, accuracy).json()),
                digits.train().sparkSession().sparkContext().hadoopConfiguration());
        System.out.printf(Locale.ROOT, "Test accuracy %.4f; wrote %s/report.json%n", accuracy, output);
        return model;
    }

    private TrainReport report(NeuralNetClassificationModel model, List<TrainReport.Epoch> done, double accuracy) {
        List<Double> losses = model.summary().steps().stream()
                .limit(STEP_LOSSES)
                .map(StepReport::loss)
                .toList();
        return new TrainReport(
                classifier.getNorm(),
                classifier.getSync(),
                classifier.getNumWorkers(),
                classifier.getBatchSize(),
                losses,
                done,
                accuracy);
    }

    private static TrainReport.Epoch tested(EpochReport epoch, double accuracy) {
        System.out.printf(Locale.ROOT, "Epoch %d: %s, test accuracy %.4f%n", epoch.epoch(), epoch.line(), accuracy);
        return new TrainReport.Epoch(epoch.loss(), accuracy, epoch.seconds(), epoch.syncSeconds(), epoch.syncCount());
    }
}
