package org.sparknorm.lab.compare.experiment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparknorm.core.RowNorm;
import org.sparknorm.lab.bench.ForkedJvm;
import org.sparknorm.lab.bench.KernelCase;
import org.sparknorm.lab.bench.KernelClock;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.Charts;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.Series;

/** RMS norm against layer norm by the clock, in JVMs of their own. */
public final class KernelTimes implements Experiment {

    /** Place of rows of 256 elements among the lengths. */
    private static final int JUDGED = 1;

    private static final int HEAP_MEGABYTES = 512;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final double PERCENT = 100;
    private static final long BETWEEN_FORKS = 1_000_000;

    @Override
    public String id() {
        return "kernel-times";
    }

    @Override
    public String title() {
        return "RMS norm and layer norm by the clock";
    }

    @Override
    public String text() {
        return "The library's loops over float rows of 64, 256 and 1,024 elements with gamma (and beta, where there is one),"
                + " on one thread, in turns: layer, RMS, RMS, layer or the reverse, so that what slows the machine slows both; time is the"
                + " processor's for that thread. From arrays that fit a second-level cache ("
                + KernelCase.floats(true) / 1024 + "K floats) and from memory (" + (KernelCase.floats(false) >> 20)
                + "M floats); forward as the stages do it, forward and backward as training does. How a JVM compiles"
                + " the loops, and where it puts the machine code, moves the ratio by some percent: each seed runs them in several"
                + " JVMs of their own, in several orders, which do nothing else and compile in the foreground; its figure is how"
                + " much faster RMS norm is (time of layer norm / time of RMS norm - 1, the median over the turns of a JVM, the"
                + " mean over the JVMs). So the spread of the seeds is that between JVMs."
                + " The verdict is given on rows of 256. The claim comes from whole models on GPUs, where kernel launches"
                + " and reductions cost differently; in a whole training step a norm is a small part.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        ForkedJvm jvm = new ForkedJvm(KernelClock.class, List.of(RowNorm.class), HEAP_MEGABYTES, LIMIT);
        int forks = lab.choose(3, 8);
        double[] faster = new double[KernelCase.ALL.size()];
        for (int fork = 0; fork < forks; fork++) {
            List<String> ratios = jvm.run(Long.toString(seed + fork * BETWEEN_FORKS));
            for (int c = 0; c < faster.length; c++) {
                faster[c] += PERCENT * (Double.parseDouble(ratios.get(c)) - 1) / forks;
            }
        }
        Outcome outcome = new Outcome();
        int lengths = KernelCase.LENGTHS.length;
        for (int c = 0; c < faster.length; c += lengths) {
            outcome.put(KernelCase.ALL.get(c).name(), Arrays.copyOfRange(faster, c, c + lengths));
        }
        return outcome;
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return judged().stream().map(kernel -> finding(outcomes, kernel)).toList();
    }

    private static List<KernelCase> judged() {
        return KernelCase.ALL.stream()
                .filter(kernel -> kernel.length() == KernelCase.LENGTHS[JUDGED])
                .toList();
    }

    private static Finding finding(Outcomes outcomes, KernelCase kernel) {
        String name = kernel.name();
        return Finding.of(
                "rms-speed-" + (kernel.training() ? "training" : "forward") + (kernel.cached() ? "-cache" : "-memory"),
                "RMS norm is 30 % faster than layer norm (" + name + ")",
                Claimed.about(30, 0),
                outcomes.effect(outcome -> outcome.get(name)[JUDGED]),
                "%",
                String.format(
                        Locale.ROOT,
                        "rows of 256 floats; of 64 floats %.1f %%, of 1,024 floats %.1f %%",
                        outcomes.mean(outcome -> outcome.get(name)[0]),
                        outcomes.mean(outcome -> outcome.get(name)[2])));
    }

    @Override
    public void draw(HtmlReport page, Outcomes outcomes) {
        double[] lengths = KernelCase.LENGTHS;
        page.figure(
                "By how much RMS norm is faster than layer norm: mean and range over the seeds.",
                280,
                List.of(Charts.lines(
                        "RMS norm against layer norm",
                        Axis.logarithmic("elements of a row").from(lengths[0], lengths[lengths.length - 1]),
                        Axis.linear("RMS norm is faster by, %"),
                        judged().stream()
                                .map(kernel -> Series.line(kernel.name(), outcomes.points(lengths, kernel.name())))
                                .toList())));
    }
}
