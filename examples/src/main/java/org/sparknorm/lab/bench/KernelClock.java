package org.sparknorm.lab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.sparknorm.core.RowNorm;
import org.sparknorm.core.RowNormGradient;
import org.sparknorm.core.Rows;

/**
 * Times layer and RMS norm in this JVM, in turns, and prints for each {@link KernelCase}, in their order, layer norm's time
 * / RMS norm's time: the median over the turns. To be run in a JVM that does nothing else, see {@link ForkedJvm}. Time is
 * the processor's for this thread, so that what else the machine does is not counted.
 *
 * <p>What is compiled first, and where its machine code comes to lie, moves such a ratio by some percent, the same way
 * each time. So every seed takes cases and norms in an order of its own: the mean over some seeds is over such orders, too.
 */
public final class KernelClock {

    /** Rounds from a cache, of some 100,000 calls of each kernel: ten times what it takes to have them compiled. */
    private static final int WARMUP_ROUNDS = 10;

    private static final int ROUNDS = 18;

    /** Rounds from a cache for each from memory, which takes as much longer. */
    private static final int ROUNDS_IN_CACHE = 6;

    private static final double EPSILON = 1e-5;

    /**
     * Floats by which an array is longer than a whole number of pages of 4 KB: a store to y and the load from x that
     * follows must not look like one address to a processor that compares the lower 12 bits.
     */
    private static final int STAGGER = 256;

    /** Random numbers before they come again: drawing as many as memory takes would take longer than timing. */
    private static final int PERIOD = 1 << 15;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final KernelCase kernel;
    private final Rows rows;
    private final float[] x;
    private final float[] dy;
    private final float[] y;
    private final float[] gamma;
    private final float[] beta;
    private final double[] dgamma;
    private final double[] dbeta;
    private final boolean layerFirst;
    private final List<Double> ratios = new ArrayList<>();

    private KernelClock(KernelCase kernel, float[] x, float[] dy, float[] y, Random random) {
        this.kernel = kernel;
        this.rows = new Rows(kernel.floats() / kernel.length(), kernel.length(), 1);
        this.x = x;
        this.dy = dy;
        this.y = y;
        gamma = gaussian(kernel.length(), random);
        beta = gaussian(kernel.length(), random);
        dgamma = new double[kernel.length()];
        dbeta = new double[kernel.length()];
        layerFirst = random.nextBoolean();
    }

    /**
     * @param args the seed of the numbers and of the order
     */
    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[0]));
        List<KernelClock> clocks = clocks(random);
        List<KernelClock> all = new ArrayList<>(clocks);
        Collections.shuffle(all, random);
        List<KernelClock> cached =
                all.stream().filter(clock -> clock.kernel.cached()).toList();
        // All before any is timed, so that what is compiled has seen them all, whichever comes first.
        for (int round = 0; round < WARMUP_ROUNDS; round++) {
            cached.forEach(KernelClock::turn);
        }
        cached.forEach(clock -> clock.ratios.clear());
        for (int round = 0; round < ROUNDS; round++) {
            (round % ROUNDS_IN_CACHE == 0 ? all : cached).forEach(KernelClock::turn);
        }
        clocks.forEach(clock -> System.out.println(clock.median()));
    }

    private static List<KernelClock> clocks(Random random) {
        List<KernelClock> clocks = new ArrayList<>();
        for (boolean cached : new boolean[] {true, false}) {
            int floats = KernelCase.floats(cached) + STAGGER;
            float[] x = repeated(gaussian(PERIOD, random), floats);
            float[] dy = repeated(gaussian(PERIOD, random), floats);
            float[] y = new float[floats];
            KernelCase.ALL.stream()
                    .filter(kernel -> kernel.cached() == cached)
                    .forEach(kernel -> clocks.add(new KernelClock(kernel, x, dy, y, random)));
        }
        return clocks;
    }

    private static float[] repeated(float[] period, int size) {
        float[] values = new float[size];
        for (int from = 0; from < size; from += period.length) {
            System.arraycopy(period, 0, values, from, Math.min(period.length, size - from));
        }
        return values;
    }

    private static float[] gaussian(int size, Random random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** One, the other, the other, the one, so that what slows the machine for a while slows both. */
    private void turn() {
        double first = nanos(layerFirst);
        double second = nanos(!layerFirst) + nanos(!layerFirst);
        first += nanos(layerFirst);
        ratios.add(layerFirst ? first / second : second / first);
    }

    private long nanos(boolean layer) {
        return layer ? nanos(RowNorm.layer(EPSILON), beta, dbeta) : nanos(RowNorm.rms(EPSILON), null, null);
    }

    private long nanos(RowNorm norm, float[] shift, double[] shiftGradient) {
        RowNormGradient gradient = new RowNormGradient(norm);
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int pass = 0; pass < kernel.passes(); pass++) {
            if (kernel.training()) {
                double[] statistics = norm.statistics(x, rows);
                norm.normalize(x, rows, statistics, gamma, shift, y);
                gradient.backward(dy, x, rows, statistics, gamma, y, dgamma, shiftGradient);
            } else {
                norm.normalize(x, rows, gamma, shift, y);
            }
        }
        return THREADS.getCurrentThreadCpuTime() - begun;
    }

    private double median() {
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }
}
