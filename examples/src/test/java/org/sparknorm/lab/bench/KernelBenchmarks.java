package org.sparknorm.lab.bench;

import java.util.Arrays;
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
import org.sparknorm.core.Rows;

/** One thread, into arrays that are there already. The names are those of {@code torch_kernels.py}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class KernelBenchmarks {

    /** Rows x length: two that come from memory, one that stays in an L2 cache. */
    @Param({"65536x256", "16384x1024", "256x256"})
    public String shape;

    private int rows;
    private int length;
    private float[] x;
    private float[] y;
    private float[] gamma;
    private float[] beta;
    private double[] wide;
    private double[] wideY;
    private double[] wideGamma;
    private double[] wideBeta;

    @Setup
    public void fill() {
        String[] sides = shape.split("x");
        rows = Integer.parseInt(sides[0]);
        length = Integer.parseInt(sides[1]);
        Random random = new Random(1);
        wide = random.doubles(rows * (long) length, 0, 2).toArray();
        x = new float[wide.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) wide[i];
        }
        y = new float[x.length];
        wideY = new double[x.length];
        gamma = new float[length];
        beta = new float[length];
        Arrays.fill(gamma, 1.1f);
        wideGamma = new double[length];
        wideBeta = new double[length];
        Arrays.fill(wideGamma, 1.1);
    }

    @Benchmark
    public float[] copy() {
        System.arraycopy(x, 0, y, 0, x.length);
        return y;
    }

    @Benchmark
    public float[] layerNorm() {
        RowNorm.layer(1e-5).normalize(x, new Rows(rows, length, 1), gamma, beta, y);
        return y;
    }

    @Benchmark
    public float[] rmsNorm() {
        RowNorm.rms(1e-6).normalize(x, new Rows(rows, length, 1), gamma, null, y);
        return y;
    }

    @Benchmark
    public double[] layerNormOfDoubles() {
        RowNorm.layer(1e-5).normalize(wide, new Rows(rows, length, 1), wideGamma, wideBeta, wideY);
        return wideY;
    }

    @Benchmark
    public Moments moments() {
        MomentsAccumulator sums = new MomentsAccumulator(length, 1);
        sums.addRows(x, 0, rows);
        return sums.toMoments();
    }
}
