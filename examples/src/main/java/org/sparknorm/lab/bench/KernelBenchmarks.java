package org.sparknorm.lab.bench;

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

/**
 * Kernels by themselves, on one thread, into arrays that are there already, by {@link KernelHarness}. The names are
 * those of {@code scripts/torch-kernels.py}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmarks {

    @Param("128x256")
    public String shape;

    private NormRows rows;

    @Setup
    public void fill() {
        rows = new NormRows(KernelShape.parse(shape), new Random(1));
    }

    @Benchmark
    public float[] copy() {
        System.arraycopy(rows.x, 0, rows.y, 0, rows.shape.elements());
        return rows.y;
    }

    @Benchmark
    public float[] layerNorm() {
        return rows.forward(NormRows.LAYER);
    }

    @Benchmark
    public float[] rmsNorm() {
        return rows.forward(NormRows.RMS);
    }

    @Benchmark
    public double[] layerNormOfDoubles(WideRows wide) {
        NormRows.LAYER.normalize(wide.x, wide.rows, wide.gamma, wide.beta, wide.y);
        return wide.y;
    }

    @Benchmark
    public Moments moments() {
        MomentsAccumulator sums = new MomentsAccumulator(rows.shape.length(), 1);
        sums.addRows(rows.x, 0, rows.shape.rows());
        return sums.toMoments();
    }
}
