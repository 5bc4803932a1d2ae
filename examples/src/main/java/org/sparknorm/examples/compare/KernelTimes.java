package org.sparknorm.examples.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.sparknorm.core.RowNorm;
import org.sparknorm.core.RowNormGradient;
import org.sparknorm.core.Rows;
import org.sparknorm.examples.report.Axis;
import org.sparknorm.examples.report.Charts;
import org.sparknorm.examples.report.HtmlReport;
import org.sparknorm.examples.report.Series;

/** RMS norm against layer norm by the clock, in turns. */
public final class KernelTimes implements Experiment {

    private static final double[] LENGTHS = {64, 256, 1024};
    private static final int JUDGED = 1;
    /** Floats: x, y and dy fit a second-level cache, or no cache at all. */
    private static final int IN_CACHE = 1 << 15;

    private static final int IN_MEMORY = 1 << 23;
    private static final int ELEMENTS_A_TURN = 1 << 21;
    private static final double EPSILON = 1e-5;

    /** What is timed. */
    private enum Pass {
        FORWARD("forward"),
        TRAINING("forward and backward");

        private final String text;

        Pass(String text) {
            this.text = text;
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
        return "The library's loops over float rows of 64, 256 and 1,024 elements with gamma (and beta, where there is one),"
                + " on one thread, in turns: layer, RMS, RMS, layer, so that what slows the machine slows both. From arrays"
                + " that fit a cache (" + IN_CACHE / 1024 + "K floats) and from memory (" + (IN_MEMORY >> 20)
                + "M floats); forward as the stages do it, forward and backward as training does. The figure of a seed is"
                + " how much faster RMS norm is: least time of layer norm / least time of RMS norm - 1, over all turns, as"
                + " what else runs on the machine only adds. The verdict is given on rows of 256. The claim comes from whole models on GPUs, where kernel launches"
                + " and reductions cost differently; in a whole training step a norm is a small part.";
    }

    @Override
    public Outcome measure(Lab lab, long seed) {
        Outcome outcome = new Outcome();
        int turns = lab.choose(40, 80);
        for (Pass pass : Pass.values()) {
            for (boolean cached : new boolean[] {true, false}) {
                int few = cached ? turns : turns / 2;
                double[] faster = Arrays.stream(LENGTHS)
                        .map(length -> faster(new Job((int) length, cached ? IN_CACHE : IN_MEMORY, seed), pass, few))
                        .toArray();
                outcome.put(name(pass, cached), faster);
            }
        }
        return outcome;
    }

    private static String name(Pass pass, boolean cached) {
        return pass.text + ", from " + (cached ? "cache" : "memory");
    }

    /** Percent by which RMS norm is faster, by the least time of a turn of each: all else on the machine only adds. */
    private static double faster(Job job, Pass pass, int turns) {
        long layer = Long.MAX_VALUE;
        long rms = Long.MAX_VALUE;
        for (int t = 0; t < turns; t++) {
            layer = Math.min(layer, job.nanos(pass, true));
            rms = Math.min(rms, job.nanos(pass, false));
            rms = Math.min(rms, job.nanos(pass, false));
            layer = Math.min(layer, job.nanos(pass, true));
        }
        return 100 * ((double) layer / rms - 1);
    }

    /** Arrays to work on. */
    private static final class Job {

        private final Rows rows;
        private final float[] x;
        private final float[] dy;
        private final float[] y;
        private final float[] gamma;
        private final float[] beta;
        private final double[] dgamma;
        private final double[] dbeta;

        Job(int length, int floats, long seed) {
            rows = new Rows(floats / length, length, 1);
            Random random = new Random(seed);
            x = gaussian(random, floats);
            dy = gaussian(random, floats);
            y = new float[floats];
            gamma = gaussian(random, length);
            beta = gaussian(random, length);
            dgamma = new double[length];
            dbeta = new double[length];
        }

        private static float[] gaussian(Random random, int size) {
            float[] values = new float[size];
            IntStream.range(0, size).forEach(i -> values[i] = (float) random.nextGaussian());
            return values;
        }

        /** Of as many passes over the rows as make a turn. */
        long nanos(Pass pass, boolean layer) {
            RowNorm norm = layer ? RowNorm.layer(EPSILON) : RowNorm.rms(EPSILON);
            RowNormGradient gradient = new RowNormGradient(norm);
            float[] b = layer ? beta : null;
            long begun = System.nanoTime();
            for (int done = 0; done < ELEMENTS_A_TURN; done += x.length) {
                if (pass == Pass.FORWARD) {
                    norm.normalize(x, rows, gamma, b, y);
                } else {
                    double[] statistics = norm.statistics(x, rows);
                    norm.normalize(x, rows, statistics, gamma, b, y);
                    gradient.backward(dy, x, rows, statistics, gamma, y, dgamma, layer ? dbeta : null);
                }
            }
            return System.nanoTime() - begun;
        }
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        return Arrays.stream(Pass.values())
                .flatMap(pass -> List.of(true, false).stream().map(cached -> finding(outcomes, pass, cached)))
                .toList();
    }

    private static Finding finding(Outcomes outcomes, Pass pass, boolean cached) {
        String name = name(pass, cached);
        return Finding.of(
                "rms-speed-" + (pass == Pass.FORWARD ? "forward" : "training") + (cached ? "-cache" : "-memory"),
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
        page.figure(
                "By how much RMS norm is faster than layer norm: mean and range over the seeds.",
                280,
                List.of(Charts.lines(
                        "RMS norm against layer norm",
                        Axis.logarithmic("elements of a row").from(LENGTHS[0], LENGTHS[LENGTHS.length - 1]),
                        Axis.linear("RMS norm is faster by, %"),
                        Arrays.stream(Pass.values())
                                .flatMap(pass -> List.of(true, false).stream().map(cached -> name(pass, cached)))
                                .map(name -> Series.line(name, outcomes.points(LENGTHS, name)))
                                .toList())));
    }
}
