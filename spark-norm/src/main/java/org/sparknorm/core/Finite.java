package org.sparknorm.core;

import org.sparknorm.kernel.Kernels;

/** Whether a row holds no NaN and no infinite value, so that statistics may count it. */
public final class Finite {

    private Finite() {}

    public static boolean all(float[] x) {
        return all(x, 0, x.length);
    }

    /** Returns true if {@code length} elements from {@code from} on are finite. */
    public static boolean all(double[] x, int from, int length) {
        return Kernels.doubles().allFinite(x, from, length);
    }

    /** Returns true if {@code length} elements from {@code from} on are finite. */
    public static boolean all(float[] x, int from, int length) {
        return Kernels.floats().allFinite(x, from, length);
    }
}
