package org.sparknorm.lab.compare.experiment;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.trial.LocalTraining;
import org.sparknorm.lab.compare.trial.Samples;
import org.sparknorm.lab.compare.trial.Trial;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;
import org.sparknorm.network.NormKind;

/** Heap that a training holds, and bytes that its first step allocates, under each norm. */
final class StepMemory implements Experiment {

    private static final String NETWORK =
            "conv 8 3 stride 2, norm, relu, conv 16 3 stride 2, norm, relu, flatten, dense 10";
    private static final double[] BATCHES = {4, 32, 128};
    private static final int JUDGED = 1;
    private static final List<NormKind> NORMS =
            List.of(NormKind.NONE, NormKind.BATCH, NormKind.GROUP, NormKind.LAYER, NormKind.RMS);
    private static final int TRAININGS = 8;
    private static final double RATE = 0.1;
    private static final int WARMUP_ROWS = 32;
    private static final int WARMUP_STEPS = 100;
    private static final double MEGABYTE = 1e6;

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String title() {
        return "Memory of a training step";
    }

    @Override
    public String text() {
        return "The same convolutional network under each norm, in batches of 4, 32 and 128 images: the heap in use"
                + " after a"
                + " full garbage collection with " + TRAININGS + " trainings alive, each after one step with all of its"
                + " buffers, less the heap in use before, divided by " + TRAININGS + "; and"
                + " the bytes that the JVM counts as allocated by the thread in that step. The verdict is given on the"
                + " heap in batches of 32. Where group norm is said to save memory, it is because it bears smaller"
                + " batches, and those do save: compare one line at two batch sizes. A GPU's allocator is not here.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        Outcome outcome = new Outcome();
        // What earlier work left behind goes now, and not between two readings.
        used();
        for (NormKind norm : NORMS) {
            // Compiled by then: code that is not yet allocates more.
            Trial.of(NETWORK, norm, WARMUP_ROWS, WARMUP_ROWS, seed)
                    .withRate(RATE)
                    .start(lab.samples())
                    .steps(WARMUP_STEPS);
            double[] heap = new double[BATCHES.length];
            double[] allocated = new double[BATCHES.length];
            for (int b = 0; b < BATCHES.length; b++) {
                Trial trial = Trial.of(NETWORK, norm, (int) BATCHES[b], (int) BATCHES[b], seed)
                        .withRate(RATE);
                heap[b] = heap(trial, lab.samples());
                allocated[b] = allocated(trial, lab.samples());
            }
            outcome.put("heap " + norm, heap).put("allocated " + norm, allocated);
        }
        return outcome;
    }

    /** Returns the megabytes that stay in use for each training. */
    private static double heap(Trial trial, Samples samples) {
        LocalTraining[] alive = new LocalTraining[TRAININGS];
        long before = used();
        for (int i = 0; i < TRAININGS; i++) {
            alive[i] = trial.start(samples);
            alive[i].step();
        }
        double found = (used() - before) / MEGABYTE / TRAININGS;
        if (Arrays.stream(alive).anyMatch(LocalTraining::diverged)) {
            throw new IllegalStateException("the first step of " + trial + " diverged");
        }
        return found;
    }

    /** Returns the number of bytes of the heap in use after a full collection. */
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the megabytes that a first step allocates. */
    private static double allocated(Trial trial, Samples samples) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LocalTraining training = trial.start(samples);
        long before = threads.getCurrentThreadAllocatedBytes();
        training.step();
        return (threads.getCurrentThreadAllocatedBytes() - before) / MEGABYTE;
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return List.of(Finding.of(
                "group-memory",
                "Group norm saves 30 to 40 % memory",
                Claimed.between(30, 40, 0),
                outcomes.effect(outcome -> saved(outcome, "heap ")),
                "%",
                String.format(
                        Locale.ROOT,
                        "group norm %.3f MB, batch norm %.3f MB, no norm %.3f MB in batches of 32; of bytes"
                                + " allocated by a"
                                + " step %.1f %% are saved",
                        megabytes(outcomes, NormKind.GROUP),
                        megabytes(outcomes, NormKind.BATCH),
                        megabytes(outcomes, NormKind.NONE),
                        outcomes.mean(outcome -> saved(outcome, "allocated ")))));
    }

    private static double saved(Outcome outcome, String what) {
        return 100 * (1 - outcome.get(what + NormKind.GROUP)[JUDGED] / outcome.get(what + NormKind.BATCH)[JUDGED]);
    }

    private static double megabytes(Outcomes outcomes, NormKind norm) {
        return outcomes.mean(outcome -> outcome.get("heap " + norm)[JUDGED]);
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        page.figure(
                "Heap held by one training after a step, and bytes allocated in its first step: mean and range over the"
                        + " seeds.",
                280,
                List.of(
                        chart(outcomes, "Heap in use", "heap "),
                        chart(outcomes, "Allocated by the first step", "allocated ")));
    }

    private static LineChart chart(Outcomes outcomes, String title, String what) {
        return new LineChart(
                title,
                Axis.logarithmic("rows of a batch").from(BATCHES[0], BATCHES[BATCHES.length - 1]),
                Axis.logarithmic("megabytes"),
                NORMS.stream()
                        .map(norm -> Series.line(
                                norm.name().toLowerCase(Locale.ROOT), outcomes.points(BATCHES, what + norm)))
                        .toList());
    }
}
