package org.sparknorm.lab.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sparknorm.core.Moments;
import org.sparknorm.core.MomentsAccumulator;
import org.sparknorm.core.RowNorm;

/**
 * The library's loops on one thread, into arrays that are there already, by {@link KernelHarness}. {@code layerNorm} and
 * {@code rmsNorm} are forward as the stages do it; those of training are forward and backward. The names are those of
 * {@code scripts/torch-kernels.py}.
 *
 * <p>What a JVM compiles first, and where its machine code comes to lie, moves the time of a kernel by some percent. So
 * all row norms run before one is timed, in an order that the seed draws: the mean over some seeds is over such orders.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmarks {

    private static final RowNorm LAYER = RowNorm.layer(1e-5);
    private static final RowNorm RMS = RowNorm.rms(1e-6);

    /** Passes over rows in a cache, of some 10,000 calls of each kernel: enough to have it compiled. */
    private static final int COMPILING_PASSES = 40;

    @Param("128x256")
    public String shape;

    @Param("1")
    public long seed;

    private NormRows rows;

    @Setup
    public void fill() {
        Random random = new Random(seed);
        List<Runnable> kernels = new ArrayList<>();
        KernelShape.all(true).stream().map(each -> new NormRows(each, random)).forEach(each -> {
            kernels.add(() -> each.forward(LAYER));
            kernels.add(() -> each.forward(RMS));
            kernels.add(() -> each.training(LAYER));
            kernels.add(() -> each.training(RMS));
        });
        Collections.shuffle(kernels, random);
        for (int pass = 0; pass < COMPILING_PASSES; pass++) {
            kernels.forEach(Runnable::run);
        }
        rows = new NormRows(KernelShape.parse(shape), random);
    }

    @Benchmark
    public float[] copy() {
        System.arraycopy(rows.x, 0, rows.y, 0, rows.shape.elements());
        return rows.y;
    }

    @Benchmark
    public float[] layerNorm() {
        return rows.forward(LAYER);
    }

    @Benchmark
    public float[] rmsNorm() {
        return rows.forward(RMS);
    }

    @Benchmark
    public float[] layerNormTraining() {
        return rows.training(LAYER);
    }

    @Benchmark
    public float[] rmsNormTraining() {
        return rows.training(RMS);
    }

    @Benchmark
    public double[] layerNormOfDoubles(WideRows wide) {
        LAYER.normalize(wide.x, wide.rows, wide.gamma, wide.beta, wide.y);
        return wide.y;
    }

    @Benchmark
    public Moments moments() {
        MomentsAccumulator sums = new MomentsAccumulator(rows.shape.length(), 1);
        sums.addRows(rows.x, 0, rows.shape.rows());
        return sums.toMoments();
    }
}
