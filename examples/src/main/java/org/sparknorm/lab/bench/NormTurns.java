package org.sparknorm.lab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.sparknorm.core.RowNorm;

/**
 * Layer and RMS norm in turns, in one JVM, by {@link KernelHarness}: what slows the machine for a while slows both.
 * Time is the processor's for this thread, so that what else the machine does is not counted.
 *
 * <p>What a JVM compiles first, and where its machine code comes to lie, moves the ratio of the two by some percent. So
 * all cases run before one is timed, in an order that the seed draws: the mean over some seeds is over such orders.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class NormTurns {

    /**
     * Passes over rows in a cache, of some 100,000 calls of each kernel: ten times what it takes to have it compiled.
     */
    private static final int COMPILING_PASSES = 1000;

    /** Elements between two looks at the clock, which costs as much as a thousand of them. */
    private static final int ELEMENTS = 1 << 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param("128x256")
    public String shape;

    @Param("false")
    public boolean training;

    @Param("1")
    public long seed;

    private NormRows rows;
    private boolean layerFirst;
    private int passes;

    /** Processor's nanoseconds of an iteration, for as many passes each. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Nanos {
        public long layer;
        public long rms;
        public long passes;
    }

    @Setup
    public void fill() {
        Random random = new Random(seed);
        List<Runnable> cases = new ArrayList<>();
        KernelShape.all(true).stream().map(each -> new NormRows(each, random)).forEach(each -> {
            for (RowNorm norm : List.of(NormRows.LAYER, NormRows.RMS)) {
                cases.add(() -> each.forward(norm));
                cases.add(() -> each.training(norm));
            }
        });
        Collections.shuffle(cases, random);
        for (int pass = 0; pass < COMPILING_PASSES; pass++) {
            cases.forEach(Runnable::run);
        }
        rows = new NormRows(KernelShape.parse(shape), random);
        layerFirst = random.nextBoolean();
        passes = Math.max(1, ELEMENTS / rows.shape.elements());
    }

    /** Runs the one, the other, the other, the one. */
    @Benchmark
    public float[] turn(Nanos nanos) {
        time(layerFirst, nanos);
        time(!layerFirst, nanos);
        time(!layerFirst, nanos);
        time(layerFirst, nanos);
        nanos.passes += 2L * passes;
        return rows.y;
    }

    private void time(boolean layer, Nanos nanos) {
        RowNorm norm = layer ? NormRows.LAYER : NormRows.RMS;
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int pass = 0; pass < passes; pass++) {
            if (training) {
                rows.training(norm);
            } else {
                rows.forward(norm);
            }
        }
        long took = THREADS.getCurrentThreadCpuTime() - begun;
        nanos.layer += layer ? took : 0;
        nanos.rms += layer ? 0 : took;
    }
}
