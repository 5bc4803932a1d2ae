package org.sparknorm.lab.bench;

import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.sparknorm.core.Rows;

/** Doubles for a kernel to be timed over; only the kernels of doubles have them made. */
@State(Scope.Thread)
public class WideRows {

    @Param("128x256")
    public String shape;

    Rows rows;
    double[] x;
    double[] y;
    double[] gamma;
    double[] beta;

    @Setup
    public void fill() {
        KernelShape parsed = KernelShape.parse(shape);
        rows = new Rows(parsed.rows(), parsed.length(), 1);
        x = new Random(1).doubles(parsed.elements(), 0, 2).toArray();
        y = new double[x.length];
        gamma = new double[parsed.length()];
        beta = new double[parsed.length()];
        Arrays.fill(gamma, 1.1);
    }
}
