package org.sparknorm.core;

import org.sparknorm.kernel.Kernels;

/** Whether a row holds no NaN and no infinite value, so that statistics may count it. */
public final class Finite {

    private Finite() {}

    public static boolean all(double[] x) {
        return Kernels.doubles().allFinite(x, 0, x.length);
    }

    public static boolean all(float[] x) {
        return Kernels.floats().allFinite(x, 0, x.length);
    }
}
