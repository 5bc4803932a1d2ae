package org.sparknorm.core;

import org.sparknorm.kernel.Kernels;

/** Whether values are fit for statistics: neither NaN nor infinite. */
public final class Finite {

    private Finite() {}

    /** True for an empty array. */
    public static boolean all(double[] x) {
        return Kernels.doubles().allFinite(x, 0, x.length);
    }

    /** True for an empty array. */
    public static boolean all(float[] x) {
        return Kernels.floats().allFinite(x, 0, x.length);
    }
}
