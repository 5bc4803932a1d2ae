package org.sparknorm.kernel;

/** Which implementation of the kernels this JVM runs: decided once, when the class loads. */
public final class Kernels {

    private static final DoubleKernels DOUBLES = new ScalarDoubleKernels();
    private static final FloatKernels FLOATS = new ScalarFloatKernels();

    private Kernels() {}

    /** The kernels for double data. */
    public static DoubleKernels doubles() {
        return DOUBLES;
    }

    /** The kernels for float data. */
    public static FloatKernels floats() {
        return FLOATS;
    }
}
