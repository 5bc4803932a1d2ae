package org.sparknorm.lab.compare.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sparknorm.lab.bench.KernelHarness;
import org.sparknorm.lab.bench.KernelShape;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.Axis;
import org.sparknorm.lab.report.HtmlReport;
import org.sparknorm.lab.report.LineChart;
import org.sparknorm.lab.report.Series;

/** RMS norm against layer norm by the clock: {@link KernelHarness}, as {@code scripts/bench kernels} has it. */
final class KernelTimes implements Experiment {

    /** Place of rows of 256 elements among the lengths. */
    private static final int JUDGED = 1;

    private static final double PERCENT = 100;

    private static final long BETWEEN_FORKS = 1_000_000;

    private static final List<Case> CASES = Stream.of(true, false)
            .flatMap(cached -> Stream.of(new Case(false, cached), new Case(true, cached)))
            .toList();

    /**
     * Something to time over rows of all lengths.
     *
     * @param training forward and backward as training does it; otherwise forward as the stages do it
     * @param cached true if the arrays fit a second-level cache; otherwise they come from memory
     */
    private record Case(boolean training, boolean cached) {

        String name() {
            return (training ? "forward and backward" : "forward") + ", from " + (cached ? "cache" : "memory");
        }

        String id() {
            return "rms-speed-" + (training ? "training" : "forward") + (cached ? "-cache" : "-memory");
        }
    }

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
        return "The library's loops over float rows of 64, 256 and 1,024 elements with gamma (and beta, where there is"
                + " one), on one thread, by the benchmark of scripts/bench kernels (JMH), in turns: layer, RMS, RMS,"
                + " layer"
                + " or the reverse, so that what slows the machine slows both; time is the processor's for that thread."
                + " From arrays that fit a second-level cache and from memory; forward as the stages do it, forward and"
                + " backward as training does. How a JVM compiles the loops, and where it puts the machine code, moves"
                + " the ratio by some percent: each case has JVMs of its own, which do nothing else, compile in the"
                + " foreground, and in an order that the seed draws. A figure is how much faster RMS norm is (time of"
                + " layer norm / time of RMS norm - 1, the median over the iterations of a JVM, the mean over the"
                + " JVMs)."
                + " So the spread of the seeds is that between JVMs."
                + " The verdict is given on rows of 256. The claim comes from whole models on GPUs, where kernel"
                + " launches"
                + " and reductions cost differently; in a whole training step a norm is a small part.";
    }

    @Override
    public void requireReady() {
        try {
            Class.forName("org.openjdk.jmh.runner.Runner", false, KernelTimes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    id() + " needs JMH on the class path, where scripts/compare-norms puts it: found no "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        int forks = lab.choose(1, 2);
        Outcome outcome = new Outcome();
        for (Case each : CASES) {
            List<KernelShape> shapes = KernelShape.all(each.cached());
            outcome.put(
                    each.name(),
                    shapes.stream()
                            .mapToDouble(shape -> faster(
                                    each, shape, LongStream.range(0, forks).map(fork -> seed + fork * BETWEEN_FORKS)))
                            .toArray());
        }
        return outcome;
    }

    /** Returns by how many percent RMS norm is faster: the mean over some JVMs. */
    private static double faster(Case each, KernelShape shape, LongStream seeds) {
        KernelHarness harness = KernelHarness.asHere();
        double ratio = seeds.mapToDouble(seed ->
                        harness.layerAndRms(shape, each.training(), seed).ratio())
                .average()
                .orElseThrow();
        return PERCENT * (ratio - 1);
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return CASES.stream().map(each -> finding(outcomes, each)).toList();
    }

    private static Finding finding(Outcomes outcomes, Case each) {
        String name = each.name();
        return Finding.of(
                each.id(),
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
        double[] lengths = KernelShape.LENGTHS;
        page.figure(
                "By how much RMS norm is faster than layer norm: mean and range over the seeds.",
                280,
                List.of(new LineChart(
                        "RMS norm against layer norm",
                        Axis.logarithmic("elements of a row").from(lengths[0], lengths[lengths.length - 1]),
                        Axis.linear("RMS norm is faster by, %"),
                        CASES.stream()
                                .map(each -> Series.line(each.name(), outcomes.points(lengths, each.name())))
                                .toList())));
    }
}
